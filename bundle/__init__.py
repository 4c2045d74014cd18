"""One folder that sets the program up and starts it on a PC without a net: ``python3 run.py bundle --for windows``.

``wheels`` fetches the packages of the lock for another system, ``folder`` lays the folder out; ``files/`` is what lies in it besides
the program. How an office uses it, updates it and goes one step back: docs/install.md.
"""
