"""All projects of the office at once: the lists and boards that filter, sort and search them."""
