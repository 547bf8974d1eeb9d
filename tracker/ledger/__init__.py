"""The office's workbook: finding its tables by their words, and reading their rows with every problem named."""
