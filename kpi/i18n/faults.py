"""A refusal in words: what is wrong, where, what was found, what was expected, what to do."""

from __future__ import annotations

from kpi.domain.errors import UserError
from kpi.i18n.messages import _


def fault_in_words(error: UserError) -> str:
    """The title, and a line each for those of the four other parts that are known."""
    parts = (
        (_("Where"), error.place),
        (_("Found"), error.found),
        (_("Expected"), error.expected),
        (_("What to do"), error.remedy),
    )
    return "\n".join([error.title, *(f"{label}: {part}" for label, part in parts if part)])
