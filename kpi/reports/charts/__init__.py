"""A report's charts as pictures for paper; they ask no question."""
