"""Codes for a list that has none: an entry that lists have named before keeps its code, any other one gets one of the program's.

A household is the same by its village, its head and a phone or its members; all else by its name. A code is never given twice,
and bears no person's name. Source of the rules: docs/decisions/data.md, "Registers without codes".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kpi.domain.datasets import HOUSEHOLD, Dataset
from kpi.domain.errors import Problem
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import Checked
from kpi.ingest.checking.layout import Layout
from kpi.store import Writer
from kpi.vietnamese.places import Register, fold_code, is_numbered_otherwise
from kpi.vietnamese.text import fold, name_key

# Behind the village, so that nobody takes it for a number of the village's own book (tự cấp: given by the program).
_MARK = "TC"
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a list without codes was given: ``new`` are codes that did not exist before, ``problems`` what a clerk should know;
    ``renumbered``: names whose number an entry of another unit's word bears ("Tổ 1") → that entry's name ("Khu phố 1")."""

    new: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    renumbered: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the list (``place`` among the accepted rows, ``code`` empty) or one that lists have named before."""

    place: int
    code: str
    village: str
    name: str
    phones: frozenset[str]
    members: int | None

    @property
    def facts(self) -> tuple[Hashable, ...]:
        return self.village, self.name, self.phones, self.members


def propose(writer: Writer, layout: Layout, checked: Checked, *, simulated: bool) -> Proposed:
    """Fills the codes of a list that has no column for them, in its accepted rows and in its preview."""
    dataset = layout.dataset
    if dataset.key != "code" or "code" not in layout.lacking or not checked.accepted:
        return Proposed()
    named = writer.read("named_entries", known_at=datetime.max, dataset=dataset.id, simulated=simulated)
    entries = list(_listed(dataset, checked.columns))
    known = [row for row in named if row["stands"]]
    again, renumbered = (
        (_households_again(entries, list(map(_known, known))), {})
        if dataset is HOUSEHOLD
        else _names_again(checked.columns["name"], known)
    )
    taken = {fold_code(row["code"]) for row in named}
    fresh = _fresh_codes(dataset, checked.columns, taken, without=again)
    codes = checked.columns["code"] = [again.get(entry.place) or fresh[entry.place] for entry in entries]
    code_of = dict(zip(checked.columns["row"], codes, strict=True))
    checked.preview = [
        {"code": code_of.get(row, ""), **cells} for row, cells in zip(checked.previewed, checked.preview, strict=True)
    ]
    new = [fresh[place] for place in sorted(fresh)]
    return Proposed(new, [_remark(new, len(again)), *_alike(entries, checked.columns["row"])], renumbered)


def _listed(dataset: Dataset, columns: Mapping[str, Sequence[Any]]) -> Iterator[_Entry]:
    names = columns["head_name" if dataset is HOUSEHOLD else "name"]
    for place, name in enumerate(names):
        row = {
            field: columns[field][place] for field in ("village", "phone", "other_phone", "members") if field in columns
        }
        yield _known({"code": "", "name": name, **row}, place)


def _known(row: Mapping[str, Any], place: int = -1) -> _Entry:
    phones = frozenset(number for number in (row.get("phone"), row.get("other_phone")) if number)
    return _Entry(place, row["code"], row.get("village") or "", name_key(row["name"]), phones, row.get("members"))


def _households_again(entries: Sequence[_Entry], known: Sequence[_Entry]) -> dict[int, str]:
    """Place → code of the households that lists have named before: the surest first, each code once."""
    found: dict[int, str] = {}
    for keys in (_by_all, _by_phones, _by_members):
        waiting: dict[Hashable, list[_Entry]] = defaultdict(list)
        given = set(found.values())
        for old in known:
            for key in keys(old) if old.code not in given else ():
                waiting[key].append(old)
        for entry in entries:
            free = (old for key in keys(entry) for old in waiting[key] if old.code not in given)
            if entry.place not in found and (same := next(free, None)) is not None:
                found[entry.place] = same.code
                given.add(same.code)
    return found | _only_ones(entries, known, found)


def _only_ones(entries: Sequence[_Entry], known: Sequence[_Entry], found: Mapping[int, str]) -> dict[int, str]:
    """Heads whom village and name alone tell apart on both sides, unless all that both sides know of them differs."""
    given = set(found.values())
    left = _by_name(entry for entry in entries if entry.place not in found)
    gone = _by_name(old for old in known if old.code not in given)
    return {
        left[key][0].place: gone[key][0].code
        for key in left.keys() & gone.keys()
        if len(left[key]) == len(gone[key]) == 1 and not _differ(left[key][0], gone[key][0])
    }


def _by_name(entries: Iterable[_Entry]) -> dict[tuple[str, str], list[_Entry]]:
    found: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.village, entry.name].append(entry)
    return found


def _differ(entry: _Entry, old: _Entry) -> bool:
    """Phones differ and so do the numbers of members; what one side does not say does not differ."""
    return bool(entry.phones and old.phones) and entry.members is not None and old.members is not None


def _by_all(entry: _Entry) -> list[Hashable]:
    return [entry.facts]


def _by_phones(entry: _Entry) -> list[Hashable]:
    return [(entry.village, entry.name, number) for number in sorted(entry.phones)]


def _by_members(entry: _Entry) -> list[Hashable]:
    return [] if entry.members is None else [(entry.village, entry.name, entry.members)]


def _names_again(names: Sequence[str], known: Sequence[Mapping[str, Any]]) -> tuple[dict[int, str], dict[str, str]]:
    """The same for what its name alone tells: villages, groups, institutions. A number says nothing across units: also, of those that
    are no more than numbered alike, name → the other's name."""
    register = Register({row["code"]: row["name"] for row in known})
    found: dict[int, str] = {}
    renumbered: dict[str, str] = {}
    for place, name in enumerate(names):
        code = register.find(name)
        if code is None or code in found.values():
            continue
        if is_numbered_otherwise(name, register.names[code]):
            renumbered[name] = register.names[code]
        else:
            found[place] = code
    return found, renumbered


def _fresh_codes(
    dataset: Dataset, columns: Mapping[str, Sequence[Any]], taken: set[str], *, without: Mapping[int, str]
) -> dict[int, str]:
    """Place → a code that no list has had, for the rest: T1-TC0001, or of what is no person's name the name itself."""
    counts: dict[str, int] = defaultdict(int)
    found = {}
    for place in range(len(columns["row"])):
        if place in without:
            continue
        if dataset is HOUSEHOLD:
            stem, form = columns["village"][place], _numbered
        else:
            stem, form = fold(columns["name"][place]).upper().replace(" ", "-"), _named
        found[place] = code = _next(stem, form, counts, taken)
        taken.add(fold_code(code))
    return found


def _next(stem: str, form: Callable[[str, int], str], counts: dict[str, int], taken: set[str]) -> str:
    while True:
        counts[stem] += 1
        code = form(stem, counts[stem])
        if fold_code(code) not in taken:
            return code


def _numbered(stem: str, number: int) -> str:
    return f"{stem}-{_MARK}{number:04d}"


def _named(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _remark(new: Sequence[str], again: int) -> Problem:
    examples = ", ".join(new[:_EXAMPLES]) + (" …" if len(new) > _EXAMPLES else "")
    message = _(
        "the list has no codes: {again} entries keep the code they have, {new} get a code of the program: {examples}",
        again=format_count(again), new=format_count(len(new)), examples=examples or "–",
    )  # fmt: skip
    return Problem(None, None, None, "proposed_codes", message, "info")


def _alike(entries: Sequence[_Entry], rows: Sequence[int]) -> Iterator[Problem]:
    """Entries of one list that nothing tells apart; each has a code of its own."""
    first: dict[Hashable, int] = {}
    for entry, row in zip(entries, rows, strict=True):
        above = first.setdefault(entry.facts, row)
        if above != row:
            message = _(
                "nothing tells this row from row {row}; it got a code of its own. If both are the same, delete one of them",
                row=above,
            )
            yield Problem(row, None, None, "alike", message, "warning")
