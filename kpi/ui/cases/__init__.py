"""The page of citizens' reports; it knows no other page."""
