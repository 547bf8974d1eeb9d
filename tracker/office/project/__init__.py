"""Projects: taken in, moved on, with their money, blockers, documents, and the page that shows one in full."""
