"""The register of groups as lists name them: by the group's name, or by its village where that has one group alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kpi.vietnamese.places import UNIT_WORDS, Register, take_apart
from kpi.vietnamese.text import clean_text, fold

# "NHÓM ZALO THÔN ĐỒNG VÂN", "nhóm ANTT KP 1"; the group of a club in the village ("nhóm Chi hội Phụ nữ thôn …") is another one.
_GROUP_OF = re.compile(
    rf"\bnh[óo]m(?: zalo)?(?: c[ủu]a)?(?: (?:antt|an ninh tr[ậa]t t[ựu]))?"
    rf" (?=(?:{'|'.join((*UNIT_WORDS.values(), *UNIT_WORDS))})(?:\b|\d))",
    re.IGNORECASE,
)
_OF_A_BODY = re.compile(r"\bxã (?:đoàn|đội|hội)\b(?! [^\W\d_])", re.IGNORECASE)  # the commune's, and no commune's name
# Clubs, unions and party cells of a village have groups of their own, whose titles name the village as well.
_OTHER_BODY = re.compile(
    r"\b(?:nhom (?:zalo )?(?:cua )?(?:chi bo|chi uy)|chi hoi|chi doan|doan thanh nien|clb|cau lac bo|to cong nghe so"
    r"|hoi (?:lien hiep )?(?:phu nu|nong dan|cuu chien binh|nguoi cao tuoi|chu thap do|khuyen hoc))\b"
)
_DAY = (
    r"(?:ng[àa]y|th[áa]ng|qu[ýy]|n[ăa]m)(?:\W*(?:\d+|[ivx]+)\b)?|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2}[/.-]\d{4}"
)
_WHERE_AND_WHEN = re.compile(
    r"(?:[\s,–-]+(?:xã|phường|thị trấn|huyện|thành phố|tp|tỉnh)\b\.?(?: [^\W\d_]+){1,3})*"
    rf"(?:[\s,(–-]+(?:(?:t[íi]nh|ch[ốo]t|c[ậa]p nh[ậa]t|đ[ếe]n|den|h[ếe]t|t[ạa]i) )*(?:{_DAY}))*[\s.)]*$",
    re.IGNORECASE,
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
        identified: Iterable[str] = (),
    ) -> None:
        """``groups_of``: village and code of each group that is a village's own; ``identified``: codes of those with a Zalo id."""
        super().__init__(entries, spellings)
        pairs = list(groups_of)
        counts = Counter(village for village, _code in pairs)
        self.villages, self._identified = villages, frozenset(identified)
        self._by_name = Register(entries, spellings)
        self.of_village = {village: code for village, code in pairs if counts[village] == 1}

    def candidates(self, text: str) -> tuple[str, ...]:
        """As of any register; of what names no group, the only group of the village that it names."""
        found = super().candidates(text)
        village = None if found else self.villages.find_in_words(text)
        return found if village is None or village not in self.of_village else (self.of_village[village],)

    def without_id(self, name: str) -> str | None:
        """The group of this name whose Zalo id nobody has entered; of another id's group a list may bear the name by chance."""
        code = self._by_name.find(name)
        return None if code in self._identified else code

    def mentioned(self, text: str) -> str | None:
        """The same of a title that speaks of the group of a village."""
        named = self._by_name.mentioned(text)
        other = speaks_of_body(text)
        if other is not None and other[0] not in fold(self.names.get(named or "", "")):
            return None
        title = clean_text(text)
        told = None if named is not None else _GROUP_OF.search(title)
        return named if told is None else self._named_alone(title[told.end() :])

    def _named_alone(self, text: str) -> str | None:
        """The group of the one village that a text names, where it says nothing else but where and when."""
        said = _WHERE_AND_WHEN.sub("", text)
        village = None if _OF_A_BODY.search(text) else self.villages.find(said)
        if village is None or len(take_apart(said).words) > max(1, len(take_apart(self.villages.names[village]).words)):
            return None
        return self.of_village.get(village)


def speaks_of_body(text: str) -> re.Match[str] | None:
    """Where a text names a club, a union or a party cell, which has groups of its own."""
    return _OTHER_BODY.search(fold(text))


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
