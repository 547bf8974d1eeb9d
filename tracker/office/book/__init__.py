"""The office's own book out again: every fact a ledger can hold, in the columns and the order its book has."""
