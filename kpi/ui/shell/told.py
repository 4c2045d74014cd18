"""How faults are told on a page: place, what was found, what was expected, a remedy; never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import N_, _

# What the importer says in the words of the command line is said here in those of the page: title (None: as it is), remedy.
HERE: dict[str, tuple[str | None, str]] = {
    "strict": (
        N_("Some rows are wrong, so nothing was loaded"),
        N_("Load the good rows and mend the others, or correct the list and drop it again."),
    ),
    "no_date": (None, N_("Write the day below, at the list that was recognised wrongly. Today is never assumed.")),
    "several_dates": (
        None,
        N_("Make one file per day, or write the day below, at the list that was recognised wrongly."),
    ),
    "unknown_village": (
        None,
        N_("Write the village below, at the list that was recognised wrongly, or add a column for it."),
    ),
    "unknown_group": (
        None,
        N_("Write the group below, at the list that was recognised wrongly, or add a column for it."),
    ),
}


def plain(text: str) -> str:
    """Words as they are: no sign of theirs is markup."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|<>~$:" else sign for sign in text)


def tell_fault(error: UserError) -> None:
    """A refusal in its parts: what is wrong, where, what was found, what to do."""
    title, remedy = HERE.get(error.code, (None, error.remedy))
    shown = UserError(
        _(title) if title else error.title,
        place=error.place,
        found=error.found,
        expected=error.expected,
        remedy=_(remedy),
    )
    headline, _newline, rest = fault_in_words(shown).partition("\n")
    st.error(f"**{plain(headline)}**  \n" + "  \n".join(map(plain, rest.split("\n"))), icon="✖")


@contextmanager
def faults_told() -> Iterator[None]:
    """A step that may be refused, as when another program holds the database: told, never a traceback."""
    try:
        yield
    except UserError as error:
        tell_fault(error)
