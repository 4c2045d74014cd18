"""Who may sign in, what he may see and do, and what he did: accounts, sessions, rights, and the audit log.

All of it lies in one file beside the database (``<database>.access``), so that a copy of the figures gives nobody away.
Source: docs/decisions/access.md.
"""
