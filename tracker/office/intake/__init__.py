"""Takes ledgers in: compares them with what the office knows, plans, and writes in one unit."""
