"""Measures the house: how long its files and functions are, what is written twice, which imports run in circles."""
