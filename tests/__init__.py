"""The tests; each folder mirrors one of the program's."""
