"""The kind of report of a whole log: many desks export what a report is about, and none of what kind it is by law.

Said by the user, remembered of an earlier sheet of the same headers unless the title names another kind, or plain from the code's
header or the title; else asked.
Source: docs/decisions/data.md#kind-of-a-log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from kpi.config.models import Config
from kpi.domain.datasets import CASE
from kpi.domain.errors import Problem, UsageError, UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.headers import whole_readings
from kpi.ingest.checking.layout import Layout, place_of
from kpi.ingest.loading.plan import Plan
from kpi.store import SHEET_KIND, Correction
from kpi.vietnamese.text import fold

# A shorter word ("KN") stands for several kinds.
_PLAIN_FROM = 4
_OF_ANOTHER = "another kind"


def known_kind(word: str, config: Config) -> str:
    """A kind of report as typed, by its word or its name in the configuration; a refusal with the words to choose from."""
    kinds = _kinds(config)
    found = {fold(spelling): kind for kind, words in kinds.items() for spelling in (kind, *words)}.get(fold(word))
    if found is None:
        raise UsageError(_("No such kind of report"), found=word, expected=", ".join(_first_words(config)))
    return found


def kind_of_sheet(plan: Plan, config: Config, remembered: Mapping[str, str]) -> tuple[str | None, list[Problem]]:
    """The word for the kind that holds for all rows whose own cell says none, with a remark where the sheet was read for it.

    ``remembered``: by headers and title, as they are kept → kind. UserError ``unknown_kind``: the sheet has no such column and does
    not say it, or its title names another kind than sheets of these headers were said to be of.
    """
    if plan.layout.dataset is not CASE:
        return None, []
    kinds = _kinds(config)
    said = plan.source.kind
    before = _remembered(plan.layout, plan.title_cells, kinds, remembered)
    kind = known_kind(said, config) if said else before.pop() if len(before) == 1 else None
    if kind is not None and kind in kinds:
        return kinds[kind][0], []
    if "kind" not in plan.layout.lacking:
        return None, []
    plain = _kinds_in([plan.layout.headers[plan.layout.positions["code"]], *plan.title_cells], kinds)
    if kind is not None or len(plain) != 1:
        raise _unknown(plan, config)
    word = kinds[plain.pop()][0]
    message = _('the list has no column for the kind of report; by its code or its title all are "{kind}"', kind=word)
    return word, [Problem(None, None, None, "kind_of_sheet", message, "info")]


def remembered_kind(
    layout: Layout, title: Iterable[str], said: str, config: Config, known_at: datetime, said_by: str, reason: str = ""
) -> Correction:
    """What the user said of the sheet, as it is kept for the next sheet of the same headers and the kinds that its title names."""
    kind = known_kind(said, config)
    key = _key(layout, _kinds_in(title, _kinds(config)))
    return Correction(SHEET_KIND, CASE.id, "kind", layout.header_line, key, kind, reason, known_at, said_by)


def _key(layout: Layout, titled: Iterable[str]) -> str:
    return " | ".join((fold(layout.header_line), *sorted(titled)))


def _remembered(
    layout: Layout, title: Iterable[str], kinds: Mapping[str, tuple[str, ...]], remembered: Mapping[str, str]
) -> set[str]:
    """The kinds that sheets of these headers were said to be of, where the title names the same or none; of one whose title names
    another one that alone, which is no kind: it is asked about again."""
    titled = _kinds_in(title, kinds)
    if (exact := remembered.get(_key(layout, titled))) is not None:
        return {exact}
    line = _key(layout, ())
    known = {kind for key, kind in remembered.items() if key == line or key.startswith(f"{line} | ")}
    return (known & titled or {_OF_ANOTHER}) if known and titled else known


def _kinds(config: Config) -> Mapping[str, tuple[str, ...]]:
    return {kind: tuple(words) for kind, words in config.lookups[CASE.id]["kind"].items()}


def _first_words(config: Config) -> list[str]:
    return [words[0] for words in _kinds(config).values()]


def _kinds_in(texts: Iterable[str], kinds: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The kinds that a code's header or a title names; of "phản ánh kiến nghị" the whole, not its parts."""
    words = [(fold(word), kind) for kind, spellings in kinds.items() if kind != "other" for word in spellings]
    found = set()
    for text in texts:
        left = f" {fold(text) if ' ' in text else ''.join(whole_readings(text)[-1:])} "  # "MaPhanAnh", too
        for word, kind in sorted(words, key=lambda pair: -len(pair[0])):
            if len(word) >= _PLAIN_FROM and f" {word} " in left:
                found.add(kind)
                left = left.replace(f" {word} ", " | ")
    return found


def _unknown(plan: Plan, config: Config) -> UserError:
    subject = plan.layout.helpers.get("subject")
    return UserError(
        _("The list does not say what kind of reports it holds"),
        place=place_of(plan.sheet),
        found="" if subject is None else _("only what they are about: {column}", column=plan.layout.headers[subject]),
        expected=", ".join(_first_words(config)),
        remedy=_(
            "Say it once for the whole list: on the page at the list, on the command line with --kind; it is remembered."
        ),
        code="unknown_kind",
    )
