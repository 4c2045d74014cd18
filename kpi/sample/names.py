"""Freely invented people: surnames and given names in the shares usual in the north, phone numbers nobody has."""

from __future__ import annotations

import unicodedata
from random import Random

_SURNAMES = {
    "Nguyễn": 315, "Trần": 109, "Lê": 89, "Phạm": 59, "Hoàng": 51, "Vũ": 49, "Phan": 28, "Trương": 22, "Bùi": 21,
    "Đặng": 19, "Đỗ": 19, "Mai": 15, "Tống": 14, "Hà": 12, "Lưu": 10, "Đinh": 10, "Dương": 9, "Cao": 8,
}  # fmt: skip
_MEN = (
    "An", "Bình", "Chiến", "Cường", "Dũng", "Duy", "Đạt", "Đức", "Giang", "Hải", "Hiếu", "Hòa", "Hùng", "Huy",
    "Khánh", "Lâm", "Long", "Mạnh", "Minh", "Nam", "Phong", "Quang", "Sơn", "Thành", "Thắng", "Toàn", "Trung", "Tuấn",
    "Tùng", "Việt",
)  # fmt: skip
_WOMEN = (
    "Anh", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hồng", "Hương", "Huyền", "Lan", "Liên", "Linh",
    "Loan", "Mai", "Nga", "Ngọc", "Nhung", "Oanh", "Phương", "Quỳnh", "Thảo", "Thu", "Thủy", "Trang", "Tuyết", "Vân",
    "Xuân", "Yến",
)  # fmt: skip
_MIDDLE_MEN = (
    "Văn", "Đình", "Hữu", "Quang", "Xuân", "Ngọc", "Đức",
)  # fmt: skip
_MIDDLE_WOMEN = (
    "Thị", "Thị", "Thị", "Thu", "Ngọc", "Kim", "Hồng",
)  # fmt: skip
_TITLES = ("Anh", "Chị", "Bác", "Cô", "Ông", "Bà")
_NICKNAMES = ("Bống", "Bi", "Tí", "Sóc", "Mít", "Gấu", "Cún", "Na")


def person(random: Random) -> str:
    """One full name, surname first."""
    surname = random.choices(list(_SURNAMES), weights=list(_SURNAMES.values()))[0]
    if random.random() < 0.55:
        return f"{surname} {random.choice(_MIDDLE_MEN)} {random.choice(_MEN)}"
    return f"{surname} {random.choice(_MIDDLE_WOMEN)} {random.choice(_WOMEN)}"


def nickname(random: Random) -> str:
    """A display name that tells nobody who it is."""
    mother, father = f"Mẹ {random.choice(_NICKNAMES)}", f"Bố {random.choice(_NICKNAMES)}"
    return random.choice((mother, father, "Tạp hóa Minh Tâm", "Hoa Nắng 🌻"))


def shown_as(random: Random, name: str, village: str) -> str:
    """A name as its bearer may show it on Zalo; ``village`` as people write it, "Đông Hải" or "KP2"."""
    *_before, given = name.split()
    without_marks = _without_marks(name)
    forms = (
        name, name, name, without_marks, without_marks.upper(), without_marks.upper(), f"{random.choice(_TITLES)} {given}",
        f"{given} {village}", _without_marks(f"{given} {village}").upper(), f"{given} {name.split()[0]}",
    )  # fmt: skip
    return random.choice(forms)


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def fake_phone(number: int) -> str:
    """A number of a block that is not in use."""
    return f"09000{number:05d}"


def uid(random: Random) -> str:
    """A Zalo id: 19 digits."""
    return f"15647{random.randrange(10**12):012d}{random.randrange(11, 99)}"
