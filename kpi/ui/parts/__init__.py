"""What several pages are built of: cards, charts, tables, words; it asks no question."""
