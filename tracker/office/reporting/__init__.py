"""What a report of a year, a quarter or a month is made of, and what proves it where there is no office."""
