"""States frozen for a meeting or a report, and whether they still come out the same; it knows no document and no screen."""
