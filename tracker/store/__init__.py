"""What is kept: the tables, the database they lie in, and how their shape changes."""
