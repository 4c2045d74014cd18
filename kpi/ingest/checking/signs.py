"""What the cells of one column say of the kind of list, whatever stands above them: names of enterprises and of schools, posts,
roles in a group, relations to the head of a household, kinds of reports.

A part of the sample is looked at, for this is asked of each row that may be the header.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kpi.config.models import Config
from kpi.domain.datasets import BUSINESS, CASE, HOUSEHOLD, INSTITUTION, MEMBERSHIP, OFFICIAL
from kpi.ingest.checking.traits import MOST, CellSample, is_name, says
from kpi.vietnamese.places import take_apart
from kpi.vietnamese.text import fold

LOOKED_AT = 50
_FIRST = 5
_NO_ENTERPRISES = ("household_business", "other")
_MEMBER = "member"
_NO_POST = "other"  # counts for no figure; its words stand in many lists


@dataclass(frozen=True, slots=True)
class Sign:
    """The field, or helper, that such cells fill; whether a cell is one, and whether one of them tells the kind of list.

    ``is_name``: they name the list's entries, so that hardly two are alike.
    """

    field: str
    is_one: Callable[[str], bool]
    tells: Callable[[str], bool]
    is_name: bool = False

    def stands_in(self, column: CellSample) -> bool:
        """Whether most cells of a column are so."""
        cells = column.cells[:LOOKED_AT]
        first = cells[:_FIRST]
        if not any(map(self.is_one, first)):  # a quick look: nearly every column of a list bears no sign
            return False
        if not cells or sum(map(self.is_one, cells)) < MOST * len(cells) or not any(map(self.tells, cells)):
            return False
        return not self.is_name or 2 * len(set(cells)) > len(cells)


Signs = Mapping[str, Sign]


def signs_of(config: Config) -> Signs:
    """The sign of each dataset that has one."""
    known = config.recognition
    posts, roles = _words(config, OFFICIAL.id, "post"), _words(config, MEMBERSHIP.id, "role")
    is_role, is_kind = says(roles), says(_words(config, CASE.id, "kind"))
    is_post = _begins(word for word, meaning in posts.items() if meaning != _NO_POST)
    is_any_post = _begins(posts)
    is_enterprise = names_enterprises(config)
    is_office = _begins(_words(config, INSTITUTION.id, "kind"))
    is_named_office = _begins(_words(config, INSTITUTION.id, "kind"), goes_on=True)
    return {
        BUSINESS.id: Sign("name", is_enterprise, is_enterprise, is_name=True),
        INSTITUTION.id: Sign("name", is_office, is_named_office, is_name=True),
        OFFICIAL.id: Sign("post", lambda cell: is_any_post(cell) and not is_role(cell), is_post),
        MEMBERSHIP.id: Sign(
            "role", is_role, says(word for word, meaning in roles.items() if meaning != _MEMBER)
        ),
        HOUSEHOLD.id: Sign("relation", says(known.relations), _names_head(known.head_of_household)),
        CASE.id: Sign("kind", is_kind, is_kind),
    }  # fmt: skip


def names_enterprises(config: Config) -> Callable[[str], bool]:
    """Whether a cell is the name of an enterprise or a cooperative: its kind and more ("Công ty TNHH Hoa Sim", "Hoa Sim JSC")."""
    kinds = _words(config, BUSINESS.id, "kind")
    no_enterprise = _begins(word for word, kind in kinds.items() if kind in _NO_ENTERPRISES)
    words = frozenset(map(fold, config.recognition.enterprises))
    begins = _begins((*(word for word, kind in kinds.items() if kind not in _NO_ENTERPRISES), *words), goes_on=True)

    @lru_cache(maxsize=8192)
    def is_one(cell: str) -> bool:
        said = fold(cell)
        return not no_enterprise(cell) and (begins(cell) or any(said.endswith(f" {word}") for word in words))

    return is_one


def is_person(cell: str) -> bool:
    """Whether a cell may be a person's name: each word begins with a capital, and it is none of a village."""
    return is_name(cell) and all(word[0].isupper() for word in cell.split()) and not is_village(cell)


def is_village(cell: str) -> bool:
    """Whether a cell names a unit below the commune by its kind: "Thôn Đông Hải", "KP 3"."""
    return bool(take_apart(cell).kind)


def _words(config: Config, dataset: str, field: str) -> dict[str, str]:
    """Every word of a field with its meaning."""
    meanings = config.lookups.get(dataset, {}).get(field, {})
    return {word: meaning for meaning, words in meanings.items() for word in words}


def _names_head(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a cell says in words, not by a tick, that somebody is the head of his household."""
    return says(word for word in words if " " in word)


def _begins(words: Iterable[str], *, goes_on: bool = False) -> Callable[[str], bool]:
    """Whether a cell begins with one of these words, and then goes on."""
    known = frozenset(map(fold, words))
    longest = max((len(word.split()) for word in known), default=0)

    @lru_cache(maxsize=8192)
    def begins(cell: str) -> bool:
        said = fold(cell).split()
        end = next((end for end in range(min(longest, len(said)), 0, -1) if " ".join(said[:end]) in known), 0)
        return bool(end) and (not goes_on or end < len(said))

    return begins
