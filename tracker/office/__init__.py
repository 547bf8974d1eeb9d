"""What an officer does: one function for each use case, each of them one unit of work."""
