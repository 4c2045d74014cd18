"""What Vietnamese lists need: letters, syllables, phones, days and order; it knows no list and no store."""
