"""Every question a page, a report or a command asks, one module each; it knows no screen and no document."""
