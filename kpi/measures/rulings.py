"""The rulings by which figures are counted, as a version: it grows with each one that changes a figure of the same lists.

1: the first program. 2: residence before the newest list, ends of lists, folded codes, newest rows, persons instead of rows, numbers
among what counts, what a no leaves, logs that end, hours without an hour, suspensions, partial registers (CHANGELOG).
"""

RULINGS = 2
