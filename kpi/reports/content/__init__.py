"""What a report says, for every medium: figures, tables, sentences; it knows no Word and no Excel."""
