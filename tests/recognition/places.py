"""The registers of units that the lists live in, and every way in which the lists write those names."""

from __future__ import annotations

from kpi.vietnamese.text import fold

PLACES: dict[str, dict[str, str]] = {
    "thon": {"YX": "Thôn Yên Xá", "DH": "Thôn Đông Hải", "XD": "Xóm Đình"},
    "ap": {"BH": "Ấp Bình Hòa", "TL": "Ấp Tân Lợi", "A4": "Ấp 4"},
    "kp": {"KP01": "Khu phố 1", "KP02": "Khu phố 2", "KP03": "Khu phố 3"},
    "to": {"T01": "Tổ 01", "T02": "Tổ 02", "T03": "Tổ 03"},
    "tdp": {"D1": "TDP 1", "D2": "TDP 2", "NS": "TDP Nam Sơn"},
    "ban": {"NL": "Bản Nà Lốc", "HS": "Bản Huổi Sen", "PK": "Bản Pá Khôm"},
    "buon": {"EK": "Buôn Ea Kmat", "KA": "Buôn Krông Á", "T5": "Thôn 5"},
    "khom": {"K1": "Khóm 1", "K2": "Khóm 2", "DT": "Khóm Đông Thịnh"},
    "khu": {"U1": "Khu 1", "U2": "Khu 2", "DM": "Khu Đồng Mạ"},
    "xom": {"XC": "Xóm Chùa", "XM": "Xóm Mới", "X7": "Xóm 7"},
    "cum": {"C1": "Cụm 1", "C2": "Cụm 2", "C3": "Cụm 3"},
}

# Other ways in which the lists write them; capitals and missing accents make no difference.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "Thôn Yên Xá": ("Yên Xá",),
    "Thôn Đông Hải": ("Đông Hải",),
    "Xóm Đình": ("Đình",),
    "Ấp Bình Hòa": ("Bình Hòa",),
    "Ấp Tân Lợi": ("Tân Lợi",),
    "Ấp 4": ("Ấp Tư",),
    "Khu phố 1": ("KP1",),
    "Khu phố 2": ("KP2",),
    "Khu phố 3": ("KP3",),
    "Tổ 01": ("Tổ 1", "01"),
    "Tổ 02": ("Tổ 2", "02"),
    "Tổ 03": ("Tổ 3", "03"),
    "TDP 1": ("Tổ dân phố 1", "Tổ dân phố số 1", "TDP1", "1"),
    "TDP 2": ("Tổ dân phố 2", "TDP2", "2"),
    "TDP Nam Sơn": ("Tổ dân phố Nam Sơn", "Nam Sơn"),
    "Bản Nà Lốc": ("Nà Lốc",),
    "Bản Huổi Sen": ("Huổi Sen",),
    "Bản Pá Khôm": ("Pá Khôm",),
    "Buôn Ea Kmat": ("Ea Kmat",),
    "Buôn Krông Á": ("Krông Á",),
    "Khóm 1": ("K1",),
    "Khóm 2": ("K2",),
    "Khóm Đông Thịnh": ("Đông Thịnh",),
    "Khu 2": ("Khu số 2",),
    "Khu Đồng Mạ": ("Đồng Mạ",),
    "Xóm Chùa": ("Chùa",),
    "Xóm Mới": ("Mới",),
    "Xóm 7": ("7",),
    "Cụm 2": ("Cụm số 2",),
}


def villages(place: str) -> list[list[str]]:
    """The register of units, in the words of the empty template."""
    return [["Mã thôn", "Tên thôn"], *([code, name] for code, name in PLACES[place].items())]


def groups(place: str) -> list[list[str]]:
    """A group for each unit, and the committee's."""
    rows = [[f"N-{code}", f"Zalo {name}", "Thôn", code] for code, name in PLACES[place].items()]
    return [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["BCD", "Ban chỉ đạo", "Ban chỉ đạo", ""], *rows]


def households(place: str) -> list[list[str]]:
    """Four households a unit, for lists that refer to them."""
    family = ("Mận", "Khế", "Sim", "Bưởi")
    rows = [
        [f"{code}-{n}", f"Đỗ Thị {name}", code, f"09120{unit:02}00{n}"]
        for unit, code in enumerate(PLACES[place])
        for n, name in enumerate(family, 1)
    ]
    return [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại"], *rows]


def unit_of(place: str, cell: str) -> str | None:
    """The code of the unit that a cell means."""
    for code, name in PLACES[place].items():
        if plain(cell) in map(plain, (code, name, *SPELLINGS.get(name, ()))):
            return code
    return None


def plain(text: object) -> str:
    """Letters and digits alone: how names and headers are compared here."""
    return fold(str(text)).replace(" ", "")
