"""The log of loads, parts of which other pages use; it knows none of them."""
