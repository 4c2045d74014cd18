"""The page on which lists are loaded; it checks no row itself and knows no other page."""
