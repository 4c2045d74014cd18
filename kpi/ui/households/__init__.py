"""The page of households; it knows no other page."""
