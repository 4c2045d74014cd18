"""What a conclusion may hold that must not leave the office: a household's head by name, a phone number, a report by its code.

A conclusion speaks of posts and villages. What counts as a name or a code in a sentence: ``kpi.vietnamese.citizens``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.store import Store
from kpi.vietnamese.citizens import by_folded, names_person, names_report
from kpi.vietnamese.phones import mentions_phone
from kpi.vietnamese.places import fold_code


class Personal(StrEnum):
    """What leads to a citizen."""

    HEAD = "head"
    PHONE = "phone"
    CASE = "case"


WORDS = {
    Personal.HEAD: N_("the head of a household by name"),
    Personal.PHONE: N_("a phone number"),
    Personal.CASE: N_("a citizen's report by its code"),
}


@dataclass(frozen=True, slots=True)
class Citizens:
    """By what a text may lead to a citizen: names of heads by their folded form, folded codes of reports."""

    heads: Mapping[str, frozenset[str]]
    cases: frozenset[str]

    def found_in(self, *texts: str) -> tuple[Personal, ...]:
        """All that these texts hold, in the order of ``Personal``."""
        looks: dict[Personal, Callable[[str], bool]] = {
            Personal.HEAD: lambda text: names_person(text, self.heads),
            Personal.PHONE: mentions_phone,
            Personal.CASE: lambda text: names_report(text, self.cases),
        }
        return tuple(what for what, holds in looks.items() if any(map(holds, texts)))


def citizens_of(store: Store) -> Citizens:
    """The heads on all registers and the reports on all logs that stand, of whatever day."""
    heads = (row["head_name"] for row in store.read("head_names", known_at=datetime.max))
    return Citizens(by_folded(heads), _cases(store))


def refuse_typed(store: Store, *texts: str) -> None:
    """Refuses what is typed where it holds a phone number or a report's code: neither is needed to say what is to be done.

    A name is only held back later, on the paper: inside the office a conclusion may say whom to visit.
    """
    found = Citizens({}, _cases(store)).found_in(*texts)
    if found:
        raise UserError(
            _("A conclusion speaks of posts and villages"),
            found=in_words(found),
            expected=_("posts and villages, nothing that leads to a citizen"),
            remedy=_("Take it out; write “the overdue reports” or the village instead."),
            code="personal_conclusion",
        )


def refuse_held_back(held_back: Mapping[int, Iterable[Personal]]) -> None:
    """Refuses a paper while conclusions on it hold what must not leave the office; ``held_back`` by the conclusions' numbers."""
    if held_back:
        raise UserError(
            _("A conclusion holds what must not leave the office"),
            found=conclusions_in_words(held_back),
            expected=_("posts and villages, nothing that leads to a citizen"),
            remedy=_(
                "Note it again with the post or the village, and the old one as dropped; if it stands in the remark, note the state "
                "again with another remark."
            ),
            code="personal_conclusion",
        )


def conclusions_in_words(held_back: Mapping[int, Iterable[Personal]]) -> str:
    """ "conclusion 3: a phone number; conclusion 5: …", never what it says."""
    return "; ".join(
        _("conclusion {number}: {what}", number=format_count(number), what=in_words(found))
        for number, found in held_back.items()
    )


def notes_in_words(held_back: Mapping[int, Iterable[Personal]]) -> str:
    """ "note 3: a phone number; note 5: …", never what it says."""
    return "; ".join(
        f"{_('note {number}', number=format_count(number))}: {in_words(found)}" for number, found in held_back.items()
    )


def in_words(found: Iterable[Personal]) -> str:
    """What was found, without what it says."""
    return ", ".join(_(WORDS[what]) for what in found)


def _cases(store: Store) -> frozenset[str]:
    return frozenset(fold_code(row["code"]) for row in store.read("case_codes", known_at=datetime.max)) - {""}
