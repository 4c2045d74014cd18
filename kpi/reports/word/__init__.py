"""The report as a Word file: a template that the office edits in Word, and what is filled into it.

fields (what may stand in a template) → template (a file read and checked) → writing (filled, as bytes)
"""
