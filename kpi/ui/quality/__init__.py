"""The page of data quality, parts of which other pages use; it knows none of them."""
