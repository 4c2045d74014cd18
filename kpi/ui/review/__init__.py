"""The page on which a person says who is who; it knows no other page."""
