"""The year in figures: counted by a ruleset, explained down to the facts, held against targets."""
