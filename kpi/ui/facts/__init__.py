"""One fact typed where the row stands that it concerns: a small dialog over the page."""
