"""The formats a ledger comes in, a module for each; all of them run in the reading process alone."""
