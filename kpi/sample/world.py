"""The simulated commune: who lives there, who joins and leaves the groups and when.

Pure and seeded; files are made elsewhere. The truth it aims at, by the plan's rules: households about 41 % at the end
of January 2024, 71 % at the end of 2024 and 87 % at the end of 2025; Thôn 3 lags; one institution is missing in June
and July 2024; two reports are late.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from kpi.sample.names import fake_phone, nickname, person, shown_as, uid

SEED = 20240430
FIRST_REGISTER, SECOND_REGISTER = date(2023, 12, 31), date(2024, 12, 31)
MONTHS = tuple(date(year, month, monthrange(year, month)[1]) for year in (2024, 2025) for month in range(1, 13))
# Households of each village, and how many take part after the first, the twelfth and the last month.
VILLAGES = {
    "T1": (376, 160, 276, 338),
    "T2": (361, 165, 282, 334),
    "T3": (338, 110, 207, 264),
    "T4": (356, 150, 251, 310),
}
# As registers write them, and as people call them.
VILLAGE_NAMES = {"T1": "Thôn Đông Hải", "T2": "Thôn Yên Xá", "T3": "Thôn 3", "T4": "Khu phố 2"}
CALLED = {"T1": "Đông Hải", "T2": "Yên Xá", "T3": "T3", "T4": "KP2"}
MOVED, ARRIVED = 12, 12
INTERRUPTED, INTERRUPTED_MONTHS = "DV07", (5, 6)
PARTIAL_GROUP, PARTIAL_MONTH, PARTIAL_MISSING = "N2", date(2025, 5, 31), 40
DIRTY_GROUP, DIRTY_MONTH = "N3", date(2025, 8, 31)
# Members known by their name alone, of households of which nobody else is in a group: a person must say who they are.
UNDECLARED = {"T1": 16, "T2": 12, "T3": 40, "T4": 24}


@dataclass(slots=True)
class Household:
    code: str
    head: str
    village: str
    phone: str
    people: int
    uids: tuple[str, ...]
    declares: bool  # the list carries its code; otherwise its phone links it
    status: str = "Đang cư trú"
    arrived: bool = False


@dataclass(frozen=True, slots=True)
class SampleOrganisation:
    code: str
    name: str
    kind: str
    representative: str
    phone: str
    village: str
    status: str
    group: str
    uid: str
    joins: int | None  # index of the month from which it takes part; None never


@dataclass(frozen=True, slots=True)
class Member:
    uid: str
    name: str
    role: str = "Thành viên"
    phone: str = ""
    household: str = ""
    organisation: str = ""
    component: str = ""


@dataclass(frozen=True, slots=True)
class SampleCase:
    code: str
    kind: str
    received_at: datetime
    village: str
    channel: str
    due_on: date
    extended_to: date | None
    basis: str
    closed_on: date | None


@dataclass(slots=True)
class Commune:
    """Everything that the sample's files tell."""

    households: list[Household]
    businesses: list[SampleOrganisation]
    institutions: list[SampleOrganisation]
    officials: list[tuple[str, str, str, str]]  # name, post, village, phone
    staff: dict[str, list[Member]]
    undeclared: dict[str, list[tuple[int, Member]]] = field(default_factory=dict)  # the month of joining, the member
    lists: dict[tuple[str, date], list[Member]] = field(default_factory=dict)
    reports: list[SampleCase] = field(default_factory=list)


def build_commune() -> Commune:
    """The whole simulated commune with its 24 months of lists."""
    random = Random(SEED)
    commune = Commune(_households(random), _businesses(random), _institutions(random), *_officials(random))
    taking_part = {village: _participation(random, commune.households, village) for village in VILLAGES}
    commune.undeclared = _undeclared(Random(SEED + 1), commune.households, taking_part)
    for number, month in enumerate(MONTHS):
        for village in VILLAGES:
            group = village.replace("T", "N")
            commune.lists[group, month] = _members(random, commune, group, number, taking_part[village][number])
        commune.lists["BCD", month] = list(commune.staff["BCD"])
    commune.reports = _reports(random)
    return commune


def _households(random: Random) -> list[Household]:
    households: list[Household] = []
    for village, (size, *_rest) in VILLAGES.items():
        for _ in range(size):
            households.append(_household(random, len(households) + 1, village))
    first, second = households[0], households[1]
    first.phone, first.declares, second.declares = second.phone or fake_phone(1), True, True
    second.phone = first.phone  # one phone, two households: a tie that a person must settle
    for landline, household in zip(("0237 3000 001", "0237 3000 002"), households[400:402], strict=True):
        household.phone, household.declares = landline, True
    for number in range(ARRIVED):
        arrived = _household(random, len(households) + 1, list(VILLAGES)[number % len(VILLAGES)])
        arrived.arrived = True
        households.append(arrived)
    return households


def _household(random: Random, number: int, village: str) -> Household:
    phone = fake_phone(number) if random.random() < 0.8 else ""
    return Household(
        f"HG-{number:04d}",
        person(random),
        village,
        phone,
        random.randint(1, 7),
        tuple(uid(random) for _ in range(random.choice((1, 1, 1, 2, 3)))),
        not phone or random.random() < 0.5,
    )


def _businesses(random: Random) -> list[SampleOrganisation]:
    kinds = ["Công ty TNHH"] * 11 + ["Công ty cổ phần"] * 4 + ["Doanh nghiệp tư nhân"] * 3
    kinds += ["Công ty TNHH", "Hợp tác xã", "Hợp tác xã", "Hộ kinh doanh", "Hộ kinh doanh", "Hộ kinh doanh"]
    words = ("An Phát", "Bình Minh", "Đồng Tâm", "Hà Long", "Hưng Thịnh", "Sông Lèn", "Tân Tiến", "Thành Công")
    joins: list[int | None] = [0, 0, 0, 0, 0, 0, 2, 3, 5, 7, 8, 10, 11, 14, 17, 20, None, None]
    rows = []
    for number, kind in enumerate(kinds):
        village = f"T{number % 4 + 1}"
        rows.append(
            SampleOrganisation(
                f"28999{number + 10001:05d}",
                f"{kind} {words[number % len(words)]} {number + 1}",
                kind,
                person(random),
                fake_phone(90000 + number),
                village,
                "Tạm ngừng hoạt động" if number == 18 else "Đang hoạt động",
                village.replace("T", "N"),
                uid(random),
                joins[number] if number < len(joins) else None,
            )  # fmt: skip
        )
    return rows


def _institutions(random: Random) -> list[SampleOrganisation]:
    names = (
        ("UBND xã", "Cơ quan"), ("Văn phòng Đảng ủy xã", "Cơ quan"), ("Công an xã", "Cơ quan"),
        ("Ban Chỉ huy Quân sự xã", "Cơ quan"), ("Ủy ban MTTQ xã", "Cơ quan"), ("Trạm Y tế xã", "Đơn vị"),
        ("Bưu điện văn hóa xã", "Đơn vị"), ("Quỹ Tín dụng nhân dân", "Đơn vị"), ("Đài Truyền thanh xã", "Đơn vị"),
        ("Trường Mầm non", "Trường học"), ("Trường Tiểu học", "Trường học"), ("Trường THCS", "Trường học"),
    )  # fmt: skip
    return [
        SampleOrganisation(
            f"DV{number:02d}",
            name,
            kind,
            person(random),
            fake_phone(91000 + number),
            f"T{number % 4 + 1}",
            "",
            f"N{number % 4 + 1}",
            uid(random),
            0,
        )  # fmt: skip
        for number, (name, kind) in enumerate(names, start=1)
    ]


def _officials(random: Random) -> tuple[list[tuple[str, str, str, str]], dict[str, list[Member]]]:
    """The posts, and who of them sits in which group: the committee in BCD, head and police in each village's."""
    posts = ["Trưởng Ban chỉ đạo", "Phó Trưởng Ban chỉ đạo", "Phó Trưởng Ban chỉ đạo", *["Ủy viên Ban chỉ đạo"] * 8]
    officials: list[tuple[str, str, str, str]] = []
    staff: dict[str, list[Member]] = {"BCD": []}
    for number, post in enumerate(posts):
        officials.append((person(random), post, "", fake_phone(92000 + number)))
        role = "Trưởng nhóm" if number == 0 else "Phó nhóm" if number < 3 else "Thành viên"
        staff["BCD"].append(Member(uid(random), officials[-1][0], role))
    for number, (village, village_name) in enumerate(VILLAGE_NAMES.items(), start=1):
        group = village.replace("T", "N")
        staff[group] = []
        for offset, (post, role, component) in enumerate(
            (
                ("Trưởng thôn", "Trưởng nhóm", "Ban cán sự thôn"),
                ("Công an khu vực", "Phó nhóm", "Cảnh sát trật tự"),
                ("Ban cán sự thôn", "Thành viên", "Ban cán sự thôn"),
            )
        ):
            name, phone = person(random), fake_phone(93000 + 10 * number + offset)
            officials.append((name, post, village_name, phone))
            staff[group].append(Member(uid(random), name, role, phone, component=component))
        staff[group].append(Member(uid(random), "Cảnh sát hình sự phụ trách", component="Cảnh sát hình sự"))
    return officials, staff


def _participation(random: Random, households: list[Household], village: str) -> list[list[Household]]:
    """The households of a village that take part, month by month; a few leave each month and others come."""
    own = [household for household in households if household.village == village]
    settled = [household for household in own if not household.arrived]
    _size, first, middle, last = VILLAGES[village]
    random.shuffle(settled)
    # Those at the end of the row never join: the ones who move away are among them.
    for household in settled[-MOVED // len(VILLAGES) :]:
        household.status = "Đã chuyển đi"
    inside: list[Household] = []
    waiting = settled[: -MOVED // len(VILLAGES)]
    months = []
    for number in range(len(MONTHS)):
        aim = _between(first, middle, number / 11) if number < 12 else _between(middle, last, (number - 11) / 12)
        for _ in range(min(2, len(inside))):
            waiting.append(inside.pop(random.randrange(len(inside))))
        while len(inside) < aim:
            inside.append(waiting.pop(0))
        months.append(list(inside))
    return months


def _between(start: int, end: int, share: float) -> int:
    """Quick at first, slower later, as such campaigns go."""
    return round(start + (end - start) * (1 - float((1 - share) ** 1.5)))


def _members(random: Random, commune: Commune, group: str, month: int, households: list[Household]) -> list[Member]:
    members = list(commune.staff[group])
    members += [member for joined, member in commune.undeclared[group] if joined <= month]
    for household in households:
        for number, one in enumerate(household.uids):
            speaks = number == 0
            members.append(
                Member(
                    one,
                    household.head if speaks else nickname(random),
                    phone="" if household.declares or not speaks else household.phone,
                    household=household.code if household.declares and speaks else "",
                    component="Đại diện hộ gia đình" if speaks else "",
                )
            )
    members += [_speaker(firm, "Doanh nghiệp") for firm in commune.businesses if _takes_part(firm, group, month)]
    members += [
        _speaker(body, "Cán bộ cơ quan")
        for body in commune.institutions
        if _takes_part(body, group, month) and not (body.code == INTERRUPTED and month in INTERRUPTED_MONTHS)
    ]
    return members


def _undeclared(
    random: Random, households: list[Household], taking_part: dict[str, list[list[Household]]]
) -> dict[str, list[tuple[int, Member]]]:
    """Per group the members whom only their display name tells: typed with and without marks, short, with a title."""
    found: dict[str, list[tuple[int, Member]]] = {}
    for village, count in UNDECLARED.items():
        inside = {household.code for household in taking_part[village][-1]}
        others = [h for h in households if h.village == village and h.code not in inside and h.status == "Đang cư trú"]
        chosen = random.sample([h for h in others if not h.arrived], count)
        found[village.replace("T", "N")] = [
            (random.randrange(len(MONTHS) - 1), Member(uid(random), shown_as(random, household.head, CALLED[village])))
            for household in chosen
        ]
    return found


def _takes_part(organisation: SampleOrganisation, group: str, month: int) -> bool:
    return organisation.group == group and organisation.joins is not None and organisation.joins <= month


def _speaker(organisation: SampleOrganisation, component: str) -> Member:
    return Member(organisation.uid, organisation.representative, organisation=organisation.code, component=component)


def _reports(random: Random) -> list[SampleCase]:
    """Two years of reports: all in time but one closed late in each year; two open and not yet due at the end."""
    kinds = ("Tin báo", "Tố giác", "Phản ánh", "Phản ánh", "Kiến nghị", "Tin ANTT", "Tin ANTT")
    reports = []
    for year, count in ((2024, 36), (2025, 40)):
        for number in range(1, count + 1):
            day = date(year, 1, 3) + timedelta(days=round((number - 1) * 345 / count))
            due = day + timedelta(days=10)
            closed: date | None = day + timedelta(days=random.randint(0, 9))
            extended, basis = None, ""
            if number == 17:
                closed = due + timedelta(days=4 if year == 2024 else 12)
            elif number == 23:
                extended, basis = due + timedelta(days=15), "Quyết định gia hạn (mô phỏng)"
                closed = due + timedelta(days=6)
            elif year == 2025 and number > count - 2:
                day = date(2025, 12, 22 + number - count)
                due, closed = day + timedelta(days=20), None
            received = datetime.combine(day, datetime.min.time()) + timedelta(minutes=random.randint(420, 1200))
            reports.append(
                SampleCase(
                    f"TB-{year}-{number:03d}",
                    random.choice(kinds),
                    received,
                    VILLAGE_NAMES[f"T{random.randint(1, 4)}"],
                    random.choice(("Zalo", "Zalo", "Trực tiếp", "Điện thoại")),
                    due,
                    extended,
                    basis,
                    closed,
                )  # fmt: skip
            )
    return reports
