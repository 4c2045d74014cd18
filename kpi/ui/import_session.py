"""What the steps of the import page share: what the session keeps, and how faults and successes are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kpi.errors import UserError
from kpi.language import N_, _

# Keys of the session: which pile of files this is, what is said about single sheets, the last rehearsal, what was done.
ROUND, SAID, REHEARSED, DONE = (f"import.{name}" for name in ("round", "said", "rehearsed", "done"))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

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
    headline, _newline, rest = shown.text().partition("\n")
    st.error(f"**{plain(headline)}**  \n" + "  \n".join(map(plain, rest.split("\n"))), icon="✖")


@contextmanager
def faults_told() -> Iterator[None]:
    """A step that may be refused, as when another program holds the database: told, never a traceback."""
    try:
        yield
    except UserError as error:
        tell_fault(error)


def tell_what_was_done() -> None:
    """The last step's success, once."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.success(plain(done), icon="✔")


def uploader_words() -> str:
    """Streamlit's own words in the box are English and cannot be set: ours stand in their place."""
    box = '[data-testid="stFileUploaderDropzone"]'
    places = {
        f"{box} > span button p": _("Choose files"),
        f'{box} [data-testid="stFileUploaderDropzoneInstructions"] span': _("or drop them here; up to 20 MB each"),
    }
    return " ".join(
        f"{place} {{ font-size: 0; }} {place}::after {{ content: {json.dumps(words, ensure_ascii=False)}; font-size: 0.9rem; }}"
        for place, words in places.items()
    )
