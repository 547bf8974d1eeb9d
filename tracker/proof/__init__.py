"""Proof of a draft: reads what was written by hand and checks its figures against each other."""
