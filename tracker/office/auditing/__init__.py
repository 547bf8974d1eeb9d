"""The auditor's dry run: what an inspection would ask of a year, and what the office answers."""
