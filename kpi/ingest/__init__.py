"""From files to batches: read as text, recognised, checked row by row, stored in one transaction."""
