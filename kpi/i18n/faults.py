"""A refusal in words: what is wrong, where, what was found, what was expected, what to do."""

from __future__ import annotations

import errno

from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _

# What the system says of a file in English; for all else its own words are better than none.
_OF_THE_SYSTEM = {
    FileNotFoundError: N_("there is no such file or folder"),
    PermissionError: N_("access is denied, or another program holds the file"),
    IsADirectoryError: N_("it is a folder, not a file"),
}


def fault_in_words(error: UserError) -> str:
    """The title, and a line each for those of the four other parts that are known."""
    parts = (
        (_("Where"), error.place),
        (_("Found"), error.found),
        (_("Expected"), error.expected),
        (_("What to do"), error.remedy),
    )
    return "\n".join([error.title, *(f"{label}: {part}" for label, part in parts if part)])


def system_in_words(error: OSError) -> str:
    """Why the system could not read or write a file."""
    if error.errno == errno.ENOSPC:
        return _("the disk is full")
    said = next((words for kind, words in _OF_THE_SYSTEM.items() if isinstance(error, kind)), None)
    return _(said) if said is not None else error.strerror or type(error).__name__
