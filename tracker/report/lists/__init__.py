"""The lists of screens and commands as values: one shape, made in one place a list, written as file or clipboard."""
