"""What is true of attracted projects, whatever keeps or shows them: no database and no screen in here."""
