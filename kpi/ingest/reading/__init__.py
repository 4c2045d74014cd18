"""Files as rows of text, whatever their format; it knows no dataset."""
