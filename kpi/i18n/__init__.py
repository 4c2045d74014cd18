"""Words, numbers and days in the language spoken, on every medium; it knows no question."""
