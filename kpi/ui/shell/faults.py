"""How a page shows a fault: place, what was found, what was expected, a remedy; never a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import N_, _
from kpi.ui.shell.anew import once

# The importer's remedies name options of the command line; a page has its own words for them; rarely for the title, too.
HERE = {
    "strict": N_("Load the good rows and mend the others, or correct the list and drop it again."),
    **dict.fromkeys(
        (
            "not_recognised",
            "unknown_figures",
            "ambiguous_dataset",
            "unknown_kind",
            "several_registers",
            "register_lacks_columns",
        ),  # fmt: skip
        N_("Answer below what kind of list it is and what its columns are; the answer is remembered."),
    ),
    "some_entries": N_("Say below which kind of list it is, where a list that was recognised wrongly is named."),
    "other_purpose": N_("Choose the kind of list below if it names everybody; else leave it out."),
    "locked": N_("Write its password below, which is kept nowhere; or save the file without one and drop it again."),
    "two_books": N_(
        "Put the village before the number (BX-01), or say below that the column of codes is not needed: the program gives"
        " codes of its own."
    ),
    "add_or_replace": N_("Choose whether the list adds or replaces, then load it again."),
    **dict.fromkeys(
        ("no_key", "damaged_key"),
        N_("The administrator puts the folder of keys back, or has a new key made if it is lost."),
    ),
    "open_key": N_(
        "The administrator takes the rights of others to the key away, and has a new one made if it may be copied."
    ),
    "other_key": N_("Ask the unit whether it has a new key. If so, write below why it replaces the other one."),
    "spark_memory": N_("The administrator gives Spark more memory (docs/engines.md)."),
    "no_template": N_("The administrator puts the template into its place or names another one."),
    "form": N_("The administrator checks the form and how it is described."),
    "no_date": N_("Write the day below, at the list that was recognised wrongly. Today is never assumed."),
    "several_dates": N_("Make one file per day, or write the day below, at the list that was recognised wrongly."),
    "month_first": N_(
        "Set the form's sheet to Vietnamese and export it again, or write the day below, at the list that was recognised wrongly."
    ),
    "unknown_village": N_("Write the village below, at the list that was recognised wrongly, or add a column for it."),
    "unknown_group": N_("Write the group below, at the list that was recognised wrongly, or add a column for it."),
}
_TITLES = {"strict": N_("Some rows are wrong, so nothing was loaded")}


# Between these Streamlit finds links, mail addresses, icons and arrows only after it has read the Markdown, where no backslash helps:
# http:|//, www|., |@, :|material, -|>. What stands between is seen by nobody and parts no word.
_MADE_LATER = re.compile(r"(?<=:)(?=[a-z/])|(?<=www)(?=\.)|(?=@)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_WORD_JOINER = "\u2060"
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")  # all that Markdown knows
_SPACES = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")


def plain(text: str) -> str:
    """The text for a place that reads Markdown: it is shown letter by letter, and no link, picture, formula or icon comes of it."""
    return _SIGNS.sub(r"\\\1", _MADE_LATER.sub(_WORD_JOINER, _SPACES.sub(" ", text)))


def show_fault(error: UserError) -> None:
    """A refusal in its parts: what is wrong, where, what was found, what to do."""
    title = _(_TITLES[error.code]) if error.code in _TITLES else error.title
    remedy = _(HERE.get(error.code, error.remedy))
    shown = UserError(title, place=error.place, found=error.found, expected=error.expected, remedy=remedy)
    headline, _newline, rest = fault_in_words(shown).partition("\n")
    st.error(f"**{plain(headline)}**  \n" + "  \n".join(map(plain, rest.split("\n"))), icon="✖")


def say_once(key: str) -> None:
    """What the last step left in the session under this key: its success, once."""
    place = st.container()  # there in any case: below what comes or goes, the page draws anew what somebody types
    if done := once(key):
        place.success(plain(done), icon="✔")


@contextmanager
def faults_shown() -> Iterator[None]:
    """Shows the refusal of a step, as when another program holds the database, instead of a traceback."""
    try:
        yield
    except UserError as error:
        show_fault(error)
