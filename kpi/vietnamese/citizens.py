"""Finds in a sentence what leads to one citizen: a person's name, the code of a report; as people write them.

With and without marks, a code's parts in groups. Phone numbers: ``kpi.vietnamese.phones``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from kpi.vietnamese.places import fold_code
from kpi.vietnamese.text import fold, mentions, name_key

# A person's name where it stands alone; two words may be a village's or a road's name, unless one of these stands before them.
_FEWEST_WORDS = 3
_BEFORE_A_NAME = ("ông", "bà", "anh", "chị", "cô", "chú", "bác", "hộ", "nhà", "đồng chí", "chủ hộ")
_MOST_WORDS = 6
# A code as "TB16" is one wherever it stands; "16" and "A1" only where these words say so.
_SHORTEST_CODE = 3
_BEFORE_A_CODE = re.compile(r"\b(?:tin|vu|ma)(?: (?:bao|viec|to giac|phan anh|tin))?(?: (?:ma so|so|ma))? (?=(.+))")
_END_OF_A_CLAUSE = re.compile(r"[,;.!?]+\s")  # "12 tin, 12 hộ" names no report 12


def by_folded(names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Persons' names without their titles, by their folded form: what ``names_person`` looks through."""
    found: dict[str, set[str]] = {}
    for name in map(name_key, names):
        found.setdefault(fold(name), set()).add(name)
    return {key: frozenset(same) for key, same in found.items()}


def names_person(text: str, persons: Mapping[str, Collection[str]]) -> bool:
    """Whether one of these persons stands in a text by name; a name of one word is nobody's."""
    names = (name for run in _runs(fold(text)) for name in persons.get(run, ()))
    return any(_stands_for_a_person(text, name) for name in names)


def names_report(text: str, codes: Collection[str]) -> bool:
    """Whether one of these folded codes (``fold_code``) stands in a text as the code of a report."""
    return any(_names_report(clause, codes) for clause in map(fold, _END_OF_A_CLAUSE.split(text)))


def _stands_for_a_person(text: str, name: str) -> bool:
    words = len(name.split())
    if words >= _FEWEST_WORDS:
        return mentions(text, name)
    return words > 1 and any(mentions(text, f"{before} {name}") for before in _BEFORE_A_NAME)


def _names_report(clause: str, codes: Collection[str]) -> bool:
    if any(_is_distinct(code) and code in codes for code in map(fold_code, _runs(clause))):
        return True
    behind = (run for found in _BEFORE_A_CODE.finditer(clause) for run in _runs_from(found[1].split()))
    return any(fold_code(run) in codes for run in behind)


def _is_distinct(code: str) -> bool:
    """Whether a folded code can be nothing else: letters and digits, and not as short as a village's."""
    return len(code) >= _SHORTEST_CODE and not code.isalpha() and not code.isdecimal()


def _runs(words: str) -> Iterator[str]:
    """Every run of some neighbouring words."""
    split = words.split()
    for start in range(len(split)):
        yield from _runs_from(split[start:])


def _runs_from(words: list[str]) -> Iterator[str]:
    """The runs that begin with the first word."""
    yield from (" ".join(words[:end]) for end in range(1, min(len(words), _MOST_WORDS) + 1))
