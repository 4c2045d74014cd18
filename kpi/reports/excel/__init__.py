"""The report in Excel: the annexes as a workbook of our own, and the upper level's workbook filled.

tables → annexes (formulas, looks, charts) → bytes
values → their_form (mapping; book, sheet: its XML) → their own file with our figures in the cells they named
"""
