"""Who did what, when and why, and how an action is undone."""
