"""The words of the field: datasets, indicators, reasons, periods, errors, the clock; it imports nothing of the house."""
