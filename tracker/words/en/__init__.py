"""The words of the program in English: one file for each group of tracker/words."""
