"""What is printed and handed on: the page of a weekly review, its minutes, its days, in the formats offices use."""
