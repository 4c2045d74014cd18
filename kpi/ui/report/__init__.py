"""The page on which a report is made and signed; it writes no document itself and knows no other page."""
