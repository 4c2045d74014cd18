"""A report as it leaves: frozen, signed, written to its folder; it makes no sentence and no table."""
