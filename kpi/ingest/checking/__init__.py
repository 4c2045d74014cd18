"""Rows of one dataset, checked cell by cell; it knows neither file formats nor the store's tables."""
