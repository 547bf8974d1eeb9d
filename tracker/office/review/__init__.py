"""The weekly review: what is stuck, the meeting that goes through it, and its page."""
