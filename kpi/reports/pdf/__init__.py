"""The report as a PDF: made from its Word file by LibreOffice or Word, whichever is on the PC.

offices (which program is there, and what it is asked) → converting (asked in a process of its own, bounded in time)
"""
