"""Simulated communes whose truth is known: who lives in which household, and under which name he shows himself in a group.

Pure and seeded. It knows what people do to their names and nothing of the matching; the shares are guesses about people and
must not be fitted to results. ``loaded`` brings a commune into a store by files, as its clerk would.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from kpi.sample import names
from kpi.vietnamese.syllables import TONES
from kpi.vietnamese.text import fold
from tests.worlds import World

REGISTER_DAY, DAY = date(2023, 12, 31), date(2024, 6, 30)
# Names that the sample lacks: with y, with a tone that has two places.
_SPECIAL = ("Lý", "Mỹ", "Kỳ", "Vỹ", "Quý", "Thúy", "Thùy", "Hòa", "Hóa", "Hòe", "Tý")
_SECOND_MIDDLE = ("Thu", "Minh", "Ngọc", "Lan", "Kim", "Hải", "Phương")
_FOR_WOMEN, _FOR_MEN = ("Chị", "Bà", "Cô", "Bác", "Em"), ("Anh", "Ông", "Chú", "Bác", "Đ/c")
_NICKNAMES = ("Mưa Rơi", "Nắng Hạ", "Hoa Sen Trắng", "Còi", "Kẹo Ngọt", "Gió Lào", "Sói Cô Độc", "Tí Hon")
_SHOPS = ("Shop {}", "Tạp hóa {}", "Điện máy {}", "Cửa hàng {}", "Nail {}", "Gara {}", "{} Mobile", "VLXD {}")
_FIRMS = ("An", "Hưng", "Đại", "Thành", "Tân", "Minh"), ("Phát", "Thịnh", "Tâm", "Đạt", "Tiến", "Long")
_EMOJI = ("{} 🌻", "{} ❤️", "🍀 {}", "✨{}✨")
_SLIPS = {"a": "s", "n": "m", "g": "h", "i": "u", "h": "j", "t": "r", "o": "p", "u": "y", "m": "n"}
_OFFICIALS, _OFFICIALS_LISTED = 6, 4


@dataclass(frozen=True, slots=True)
class Shares:
    """What part of people does what. The forms of a name exclude each other, its spellings come on top of any form."""

    households: float = 0.85  # that have anybody in the group
    heads: float = 0.6  # of those households
    others: float = 0.35  # of each other adult there
    code: float = 0.2
    phone: float = 0.2
    shared_phone: float = 0.03  # of households: the register has the neighbour's number
    nickname: float = 0.10
    kinship: float = 0.08
    hinted: float = 0.04
    turned: float = 0.04
    shortened: float = 0.04
    abbreviated: float = 0.02
    house_code: float = 0.01
    bare: float = 0.15
    toneless: float = 0.03
    capitals: float = 0.10
    emoji: float = 0.05
    typo: float = 0.02
    placed: float = 0.3  # of the names that can be written so
    with_i: float = 0.3
    strangers: float = 0.02  # of the members of a group: people of other villages
    shops: float = 0.015


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    uid: str
    phone: str


@dataclass(frozen=True, slots=True)
class Household:
    """``adults``: the head first. ``phone``: what the register has, the head's or nothing."""

    code: str
    village: str
    adults: tuple[Person, ...]
    phone: str


@dataclass(frozen=True, slots=True)
class Organisation:
    code: str
    name: str
    village: str
    speaker: Person


@dataclass(frozen=True, slots=True)
class Member:
    """A row of a group's list, and the truth about it: his name, his household and organisation (None: he has none)."""

    group: str
    uid: str
    shown: str
    phone: str = ""
    code: str = ""
    role: str = "Thành viên"
    name: str = ""
    household: str | None = None
    is_head: bool = False
    organisation: str | None = None
    ways: frozenset[str] = frozenset()

    @property
    def in_full(self) -> bool:
        """Whether his whole name, or his house, can be read in what he shows."""
        return not self.ways & {"nickname", "shop", "part"}


@dataclass(frozen=True, slots=True)
class Commune:
    """Everything there is, and what the lists say about it. ``officials``: of those who sit in every group, the ones on a list."""

    villages: dict[str, str]
    households: tuple[Household, ...]
    organisations: tuple[Organisation, ...]
    officials: tuple[Person, ...]
    members: tuple[Member, ...]

    def shuffled(self, seed: int) -> Commune:
        """The same commune, the rows of all its lists in another order."""
        random = Random(seed)

        def mixed(rows: Collection[Any]) -> list[Any]:
            return random.sample(list(rows), len(rows))

        return Commune(
            dict(mixed(self.villages.items())),
            tuple(mixed(self.households)),
            tuple(mixed(self.organisations)),
            tuple(mixed(self.officials)),
            tuple(mixed(self.members)),
        )

    def homes(self) -> dict[str, set[str]]:
        """The true household of each person in a group; of nobody's, an empty set."""
        found: dict[str, set[str]] = {}
        for member in self.members:
            found.setdefault(member.uid, set()).update({member.household} if member.household else ())
        return found

    def findable(self) -> list[Member]:
        """Members named as the head of their household is, when no other head of their group's village is named so, marks aside."""
        heads = {household.code: household for household in self.households}
        named = Counter((home.village, fold(home.adults[0].name)) for home in self.households)
        return [
            member
            for member in self.members
            if member.household
            and member.group == group_of(heads[member.household].village)
            and fold(member.name) == fold(heads[member.household].adults[0].name)
            and named[heads[member.household].village, fold(member.name)] == 1
        ]


def zalo_id(number: int) -> str:
    """A Zalo id of 19 digits that does not look as if Excel had rounded it."""
    return f"15647{number:013d}7"


def group_of(village: str) -> str:
    """Every village has one group."""
    return f"N{village}"


def commune(seed: int, villages: int, households: int, shares: Shares | None = None, firms: int = 8) -> Commune:
    """A commune of so many villages of so many households each; the same for the same seed."""
    made = _Making(Random(seed), shares or Shares())
    places = {f"T{number}": f"Thôn {number}" for number in range(1, villages)} | {"XD": "Xóm Đông"}
    homes = [home for village in places for home in made.homes(village, households)]
    homes = made.with_shared_phones(homes)
    organisations = made.organisations(homes, firms)
    officials = [made.person() for _ in range(_OFFICIALS)]
    members = made.members(places, homes, organisations, officials)
    return Commune(places, tuple(homes), tuple(organisations), tuple(officials[:_OFFICIALS_LISTED]), tuple(members))


class _Making:
    """What is drawn by chance, in one order."""

    def __init__(self, random: Random, shares: Shares) -> None:
        self.random = random
        self.shares = shares
        self.people = self.households = 0

    def by_chance(self, share: float) -> bool:
        return self.random.random() < share

    def name(self) -> str:
        """A name of the sample, or one a little longer or rarer."""
        parts = names.person(self.random).split()
        if self.by_chance(0.1):
            parts[-1] = self.random.choice(_SPECIAL)
        if self.by_chance(0.12):
            parts.insert(-1, self.random.choice([one for one in _SECOND_MIDDLE if one not in parts]))
        return " ".join(parts)

    def person(self, surname: str = "") -> Person:
        self.people += 1
        name = self.name()
        if surname:
            name = " ".join([surname, *name.split()[1:]])
        return Person(name, zalo_id(self.people), f"09{self.people:08d}")

    def homes(self, village: str, count: int) -> list[Household]:
        return [self._home(village) for _ in range(count)]

    def _home(self, village: str) -> Household:
        """A head, a spouse, and mostly grown children or parents of the head's surname."""
        self.households += 1
        head = self.person()
        kin = [self.person(head.name.split()[0]) for _ in range(self.random.randint(0, 2))]
        phone = head.phone if self.by_chance(0.8) else ""
        return Household(f"HG-{self.households:05d}", village, (head, self.person(), *kin), phone)

    def with_shared_phones(self, homes: Sequence[Household]) -> list[Household]:
        return [
            replace(home, phone=before.phone) if before.phone and self.by_chance(self.shares.shared_phone) else home
            for before, home in zip((homes[0], *homes), homes, strict=False)
        ]

    def organisations(self, homes: Sequence[Household], count: int) -> list[Organisation]:
        """Firms whose names and speakers are all different."""
        titles = self.random.sample([f"{one} {other}" for one in _FIRMS[0] for other in _FIRMS[1]], count)
        places = self.random.sample(homes, count)
        return [
            Organisation(f"28990{n:05d}", f"Công ty TNHH {title}", home.village, self.random.choice(home.adults))
            for n, (title, home) in enumerate(zip(titles, places, strict=True))
        ]

    def members(
        self,
        places: Iterable[str],
        homes: Sequence[Household],
        organisations: Sequence[Organisation],
        officials: Sequence[Person],
    ) -> list[Member]:
        speaks = {one.speaker.uid: one.code for one in organisations}
        own = [row for home in homes if self.by_chance(self.shares.households) for row in self._of_home(home, speaks)]
        rows = own + [self._stranger(member, list(places)) for member in own if self.by_chance(self.shares.strangers)]
        sizes = Counter(member.group for member in own)
        for group in map(group_of, places):
            rows += [self._shop(group) for _ in range(round(sizes[group] * self.shares.shops))]
            rows += [
                Member(group, one.uid, one.name, role="Phó nhóm" if n < 2 else "Thành viên", name=one.name)
                for n, one in enumerate(officials)
            ]
        return rows

    def _of_home(self, home: Household, speaks: dict[str, str]) -> list[Member]:
        head, *others = home.adults
        present = [head] if self.by_chance(self.shares.heads) else []
        present += [one for one in others if self.by_chance(self.shares.others)]
        return [self._member(one, home, speaks.get(one.uid)) for one in present]

    def _member(self, person: Person, home: Household, organisation: str | None) -> Member:
        shown, ways = self._shown(person.name, home)
        is_head = person is home.adults[0]
        own_phone = home.phone if is_head and home.phone else person.phone
        return Member(
            group_of(home.village), person.uid, shown,
            own_phone if self.by_chance(self.shares.phone) else "", home.code if self.by_chance(self.shares.code) else "",
            name=person.name, household=home.code, is_head=is_head, organisation=organisation, ways=frozenset(ways),
        )  # fmt: skip

    def _stranger(self, member: Member, places: Sequence[str]) -> Member:
        """The same person once more, in the group of another village, where nobody wrote down his code."""
        elsewhere = [group_of(village) for village in places if group_of(village) != member.group]
        return replace(member, group=self.random.choice(elsewhere or [member.group]), code="", phone="")

    def _shop(self, group: str) -> Member:
        shop = self.random.choice(_SHOPS).format(" ".join(self.name().split()[-2:]))
        self.people += 1
        return Member(group, zalo_id(self.people), shop, ways=frozenset({"shop"}))

    def _shown(self, name: str, home: Household) -> tuple[str, set[str]]:
        """What he shows, and what he did to his name for it."""
        spelt, spellings = self._spelt(name)
        shown, forms = self._formed(spelt, home)
        shares = self.shares
        ways = spellings | forms
        for way, share, change in (
            ("bare", shares.bare, without_marks),
            ("toneless", shares.toneless, without_tones),
            ("capitals", shares.capitals, str.upper),
            ("emoji", shares.emoji, self.random.choice(_EMOJI).format),
        ):
            if self.by_chance(share) and not (way == "toneless" and "bare" in ways):
                shown, ways = change(shown), ways | {way}
        return shown, ways

    def _spelt(self, name: str) -> tuple[str, set[str]]:
        """The name with the tone elsewhere, i for y, a slip of a finger."""
        ways: set[str] = set()
        for way, share, change in (
            ("placed", self.shares.placed, tone_placed_otherwise),
            ("with_i", self.shares.with_i, i_for_y),
            ("typo", self.shares.typo, self._slip),
        ):
            if self.by_chance(share) and (changed := change(name)) != name:
                name, ways = changed, ways | {way}
        return name, ways

    def _formed(self, name: str, home: Household) -> tuple[str, set[str]]:
        """One of the ways to present oneself, by their shares; else the plain name."""
        forms: dict[str, Callable[[list[str], Household], tuple[str, bool]]] = {
            "nickname": self._nickname, "kinship": self._kinship, "hinted": self._hinted, "turned": self._turned,
            "shortened": self._shortened, "abbreviated": self._abbreviated, "house_code": self._house_code,
        }  # fmt: skip
        drawn = self.random.random()
        for way, form in forms.items():
            drawn -= getattr(self.shares, way)
            if drawn < 0:
                shown, in_part = form(name.split(), home)
                return shown, {way, "part"} if in_part else {way}
        return name, set()

    def _nickname(self, _parts: list[str], _home: Household) -> tuple[str, bool]:
        return self.random.choice((names.nickname(self.random), self.random.choice(_NICKNAMES))), False

    def _kinship(self, parts: list[str], _home: Household) -> tuple[str, bool]:
        word = self.random.choice(_FOR_WOMEN if "Thị" in parts else _FOR_MEN)
        in_part = self.by_chance(0.6)
        return " ".join([word, *(parts[-1:] if in_part else parts)]), in_part

    def _hinted(self, parts: list[str], home: Household) -> tuple[str, bool]:
        number = home.village[1:]
        hint = f"Thôn {number}" if number.isdigit() else "Xóm Đông"
        if number.isdigit() and self.by_chance(0.5):
            return f"{parts[-1]} T{number}".upper(), True
        return f"{parts[-1]} {hint}", True

    def _turned(self, parts: list[str], _home: Household) -> tuple[str, bool]:
        if self.by_chance(0.6):
            return f"{parts[-1]} {parts[0]}", len(parts) > 2
        return " ".join([parts[-1], *parts[:-1]]), False

    def _shortened(self, parts: list[str], _home: Household) -> tuple[str, bool]:
        kept = parts[-2:] if self.by_chance(0.6) else [parts[0], parts[-1]]
        return " ".join(kept), len(kept) < len(parts)

    def _abbreviated(self, parts: list[str], _home: Household) -> tuple[str, bool]:
        at = self.random.randrange(len(parts) - 1)
        short = "Ng." if parts[at].startswith("Ng") and self.by_chance(0.5) else f"{parts[at][0]}."
        return " ".join([*parts[:at], short, *parts[at + 1 :]]), True

    def _house_code(self, parts: list[str], home: Household) -> tuple[str, bool]:
        return f"{home.code} {parts[-1]}", False

    def _slip(self, name: str) -> str:
        """A letter left out, doubled, swapped with the next, or its neighbour on the keyboard."""
        at = self.random.choice([n for n in range(1, len(name) - 1) if name[n - 1 : n + 2].isalpha()])
        swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        slips = [name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], swapped]
        if name[at] in _SLIPS:
            slips.append(name[:at] + _SLIPS[name[at]] + name[at + 1 :])
        return self.random.choice(slips)


def without_tones(text: str) -> str:
    """Nguyên Thi Hương: the vowels keep their shapes."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if c not in TONES))


def without_marks(text: str) -> str:
    """Nguyen Thi Huong."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


def tone_placed_otherwise(name: str) -> str:
    """Hoà for Hòa, Thuý for Thúy, and back."""
    return " ".join(_tone_placed_otherwise(part) for part in name.split())


def _tone_placed_otherwise(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", syllable)
    if not without_tones(syllable).lower().endswith(("oa", "oe", "uy")) or letters.lower().startswith("qu"):
        return syllable
    first, tone, last = letters[-2], letters[-1], ""
    if tone in TONES:  # hoà: the tone goes to the letter before
        return unicodedata.normalize("NFC", letters[:-2] + tone + first)
    last, tone = tone, first
    return unicodedata.normalize("NFC", letters[:-2] + last + tone) if tone in TONES else syllable


def i_for_y(name: str) -> str:
    """Mĩ for Mỹ, Quí for Quý; Thúy keeps its y, which is another sound there."""
    return " ".join(_i_for_y(part) for part in name.split())


def _i_for_y(syllable: str) -> str:
    plain = without_marks(syllable).lower()
    if not plain.endswith("y") or (plain[-2:-1] in "aeou" and not plain.startswith("qu")):
        return syllable
    letters = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", letters.replace("y", "i"))


def loaded(world: Commune, folder: Path) -> World:
    """A store with the commune's lists, by files through the ordinary door."""
    store = World.empty(folder)
    for dataset, rows in lists(world).items():
        outcome = store.load(dataset, rows, DAY if dataset == "membership" else REGISTER_DAY)
        assert outcome.accepted == len(rows) - 1, outcome.problems[:3]
    return store


def lists(world: Commune) -> dict[str, list[Sequence[object]]]:
    """What stands in the lists, header first, in the order in which they lean on each other."""
    return {
        "village": [["Mã thôn", "Tên thôn"], *map(list, world.villages.items())],
        "group": [
            ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"],
            *([group_of(code), f"Nhóm {name}", "Thôn", code] for code, name in world.villages.items()),
        ],
        "household": [
            ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"],
            *([home.code, home.adults[0].name, home.village, home.phone, "Đang cư trú"] for home in world.households),
        ],
        "business": [
            ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "Thôn", "Tình trạng"],
            *(
                [one.code, one.name, "Công ty TNHH", one.speaker.name, one.village, "Đang hoạt động"]
                for one in world.organisations
            ),
        ],
        "official": [
            ["Họ và tên", "Chức danh"],
            *([one.name, "Ủy viên Ban chỉ đạo"] for one in world.officials),
        ],
        "membership": [
            ["Nhóm", "Mã thành viên", "Tên hiển thị", "Vai trò", "Số điện thoại", "Mã hộ"],
            *([m.group, m.uid, m.shown, m.role, m.phone, m.code] for m in world.members),
        ],
    }
