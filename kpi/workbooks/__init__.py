"""How every Excel workbook of the product looks; it knows no content."""
