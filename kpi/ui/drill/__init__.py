"""The lists behind a figure, which any page may open; it knows no page."""
