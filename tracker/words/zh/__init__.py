"""The words of the program in Chinese: one file for each group of tracker/words."""
