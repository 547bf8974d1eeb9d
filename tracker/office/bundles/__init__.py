"""What a county hands to its prefecture, and what the prefecture does with it: whole offices, signed, as one file."""
