"""The command line as an officer uses it."""
