"""The meeting's page and its slides, parts of which other pages use; it knows none of them."""
