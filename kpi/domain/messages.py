"""Marks the messages that the registers of the field hold.

This room imports nothing, so it can only say that a text is a message; ``kpi.i18n.messages`` translates it where it is shown.
"""

from __future__ import annotations


def N_(message: str) -> str:
    """Marks a message for translation where it is defined; ``_`` of ``kpi.i18n.messages`` translates it where it is shown."""
    return message
