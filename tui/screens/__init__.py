"""The full screens: the board, a project, the help, and what is shown when the office cannot be opened."""
