"""Sheets that were checked before: of the files of one drop only those are checked again that an answer concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from kpi.config.models import Config
from kpi.i18n.messages import spoken
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.check import check_rows
from kpi.ingest.checking.checked import Checked
from kpi.ingest.checking.groups import GroupRegister
from kpi.ingest.checking.held_down import is_held_down
from kpi.ingest.checking.layout import Layout
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold

Check = Callable[[Sheet, Layout, Config, References, dict[str, str]], Checked]
Spelling = tuple[str, str, str]  # where it is looked up, the folded spelling, its meaning


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the answer for a sheet rests on, apart from spellings explained and the sheet itself."""

    layout: Layout
    config: Config
    given: dict[str, str]
    villages: Mapping[str, str]
    groups: Mapping[str, str]
    naming: Mapping[str, str]
    is_held_down: bool
    language: str


@dataclass(frozen=True, slots=True)
class _Kept:
    basis: _Basis
    spellings: frozenset[Spelling]
    checked: Checked


class CheckedBefore:
    """The answers of ``check_rows``, each kept until something that it rests on has changed.

    A register in the same drop concerns all sheets; a spelling that a person explains those in which it stands.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], _Kept] = {}

    def check(
        self, sheet: Sheet, layout: Layout, config: Config, references: References, given: dict[str, str]
    ) -> Checked:
        """As ``check_rows``; the caller may fill its columns and preview."""
        basis = _Basis(
            layout, config, dict(given), references.villages.names, _groups(references), references.naming,
            is_held_down(layout, references), spoken(),
        )  # fmt: skip
        spellings = frozenset(_spellings(references, layout.dataset.id))
        key = sheet.sha256, sheet.file, sheet.name
        kept = self._kept.get(key)
        if kept is None or kept.basis != basis or _stands_in(sheet, layout, kept.spellings ^ spellings):
            checked = check_rows(sheet, layout, config, references, given)
        else:
            checked = kept.checked
        self._kept[key] = _Kept(basis, spellings, checked)
        return replace(checked, columns=dict(checked.columns))


def _groups(references: References) -> Mapping[str, str]:
    """What names of groups are resolved by: their names, and of which villages they are."""
    groups = references.groups
    return {**groups.names, **(groups.of_village if isinstance(groups, GroupRegister) else {})}


def _spellings(references: References, dataset: str) -> Iterator[Spelling]:
    yield from (("village", spelling, code) for spelling, code in references.villages.explained.items())
    yield from (("group", spelling, code) for spelling, code in references.groups.explained.items())
    for (of_dataset, field), words in references.words.items():
        if of_dataset == dataset:
            yield from ((field, word, meaning) for word, meaning in words.items())


def _stands_in(sheet: Sheet, layout: Layout, changed: frozenset[Spelling]) -> bool:
    """Whether one of the spellings may be read anywhere in the sheet, alone or within a longer text such as a heading."""
    if not changed:
        return False
    spellings = {f" {spelling} " for _where, spelling, _meaning in changed}
    texts = {cell for row in sheet.rows for cell in row} | set(layout.headers)
    return any(spelling in f" {fold(text)} " for text in texts for spelling in spellings)
