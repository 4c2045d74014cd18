"""What stands around every page: navigation, frame, dates, settings, the server; it knows no page's content."""
