"""What is done to the store as a whole: rehearse, load from the inbox, undo, verify; it knows no screen."""
