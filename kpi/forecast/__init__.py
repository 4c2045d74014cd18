"""Where an indicator is heading: counts, days and targets go in, ranges come out. It knows no table and no configuration.

``pace`` says how fast it has been going, ``outlook`` where that leads, ``schedule`` what the target asks for.
"""
