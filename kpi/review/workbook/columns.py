"""What the workbook of the queue looks like to both who writes and who reads it: headers, choices, and the check of a row."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from kpi.review.queue import OPTIONS_ON_A_CARD
from kpi.vietnamese.text import fold

SHEET = "Đối soát"
# The same in any language: by them the workbook is known when it comes back. None names a member as a list of members does,
# else a workbook dropped among the lists would be loaded as the whole of its groups.
GROUPS_HEADER, SHOWN_HEADER, SLOT_HEADER = "Nhóm", "Thành viên (tên hiển thị)", "Loại"
OPTION_HEADERS = tuple(f"Phương án {number}" for number in range(1, OPTIONS_ON_A_CARD + 1))
CHOICE_HEADER, REASON_HEADER = "Chọn", "Lý do"
MEMBER_HEADER, KEY_HEADER = "Mã thành viên", "Phương án"
HEADERS = (
    GROUPS_HEADER, SHOWN_HEADER, SLOT_HEADER, *OPTION_HEADERS, CHOICE_HEADER, REASON_HEADER, MEMBER_HEADER, KEY_HEADER,
)  # fmt: skip
NONE_OF_THEM = "không"
TITLE_ROW, DATE_ROW, HOW_ROW, HEADER_ROW = range(4)

NEEDED = (SHOWN_HEADER, CHOICE_HEADER, MEMBER_HEADER, KEY_HEADER)
KEPT = (MEMBER_HEADER, KEY_HEADER)
SEAL = "check"


def seal(member: str, names: str, slot: str, entities: Sequence[str]) -> str:
    """Tells whether a row's keys are still together and beside the name they belong to: sorting some columns parts them."""
    return sha256("\n".join((member, fold(names), slot, *entities)).encode()).hexdigest()[:8]


def choices_of(options: int) -> list[str]:
    return [*(str(number) for number in range(1, options + 1)), NONE_OF_THEM]
