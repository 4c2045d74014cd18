"""Which sheet is which list, and what loading it changes; it opens no file of its own kind and draws nothing."""
