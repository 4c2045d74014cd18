"""The workbooks that a clerk fills in: templates, and rows to mend; it decides nothing about a row."""
