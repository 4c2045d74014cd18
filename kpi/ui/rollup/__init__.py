"""The page of many communes together; it knows no other page."""
