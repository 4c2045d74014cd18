"""The page that says how figures are counted; it knows no other page."""
