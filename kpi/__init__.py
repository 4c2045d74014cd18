"""The commune's plan in figures: files are observed, stored by date, linked, counted and judged.

Data flows one way: ``ingest`` → ``store`` → ``matching`` → ``measures`` → ``judgement`` → ``answers`` → pages and command line.
"""
