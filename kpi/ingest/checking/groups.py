"""The register of groups as lists name them: by the group's name, or by its village where that has one group alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kpi.vietnamese.places import UNIT_WORDS, Register
from kpi.vietnamese.text import fold

# "NHÓM ZALO THÔN ĐỒNG VÂN", "nhóm ANTT KP 1"; the group of a club in the village ("nhóm Chi hội Phụ nữ thôn …") is another one.
_GROUP_OF = re.compile(
    rf"\bnhom(?: zalo)?(?: cua)?(?: (?:antt|an ninh trat tu))? (?=(?:{'|'.join(UNIT_WORDS)})(?:\b|\d))"
)
_BETWEEN = re.compile(r"[;,+\n]|\s(?:và|&)\s")
_CALLED = ("nhom ", "zalo ")


class GroupRegister(Register):
    """Groups, which a list may also call by their village: "Thôn Đồng Vân" is "ANTT Thôn Đồng Vân"."""

    def __init__(
        self,
        entries: Mapping[str, str],
        spellings: Mapping[str, str] | None,
        villages: Register,
        groups_of: Iterable[tuple[str, str]],
    ) -> None:
        """``groups_of``: village and code of each group that is a village's own."""
        super().__init__(entries, spellings)
        pairs = list(groups_of)
        counts = Counter(village for village, _code in pairs)
        self.villages = villages
        self._by_name = Register(entries, spellings)
        self.of_village = {village: code for village, code in pairs if counts[village] == 1}

    def candidates(self, text: str) -> tuple[str, ...]:
        """As of any register; of what names no group, the only group of the village that it names."""
        found = super().candidates(text)
        village = None if found else self.villages.find_in_words(text)
        return found if village is None or village not in self.of_village else (self.of_village[village],)

    def mentioned(self, text: str) -> str | None:
        """The same of a title that speaks of the group of a village."""
        named = self._by_name.mentioned(text)
        told = None if named is not None else _GROUP_OF.search(fold(text))
        return named if told is None else self.of_village.get(self.villages.mentioned(fold(text)[told.end() :]) or "")


def groups_in(cell: str, groups: Register) -> list[str]:
    """The groups that a cell names one after another, where each is known and no two are one; else nothing."""
    parts = [part for part in _BETWEEN.split(cell) if part.strip()]
    if len(parts) < 2 or groups.find(cell) is not None:
        return []
    codes = {groups.find(part) for part in parts}
    return parts if None not in codes and len(codes) == len(parts) else []


def calls_groups(cell: str, groups: Register) -> bool:
    """Whether a cell names one group or several that are known, each called a group: "Nhóm KP 3, Nhóm BCĐ"."""
    parts = groups_in(cell, groups) or [cell]
    return all(fold(part).startswith(_CALLED) and groups.find(part) is not None for part in parts)
