"""The page of villages and groups; it knows no other page."""
