"""The eight datasets: which columns a list has, what each cell must be, and what a newer list replaces.

One ``Dataset`` is the one source for reading, checking, the store's tables, the empty templates and the handbook.
The words that may stand in a cell (``Đang cư trú`` …) are data and live in ``config.yaml``; here only their meaning does.
Source of the rules: docs/datasets.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the text of a cell becomes a value."""

    CODE = "code"  # an identifier: kept to the letter
    TEXT = "text"  # free words, cleaned
    NAME = "name"  # a person's or a body's name
    PHONE = "phone"  # one or two Vietnamese phone numbers
    VILLAGE = "village"  # a village's code or name, resolved against the register
    GROUP = "group"  # a group's code, name or Zalo id, resolved against the register
    UID = "uid"  # a long number given by Zalo, kept as text
    COUNT = "count"  # a whole number from 0
    WORD = "word"  # one of a closed list of meanings
    DATE = "date"
    MOMENT = "moment"  # a date, with the time of day where it is known
    FLAG = "flag"  # yes or no


class Scope(StrEnum):
    """What a newer list of the dataset replaces."""

    COMMUNE = "commune"
    VILLAGE = "village"
    GROUP = "group"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field name, its Vietnamese header, how its cells are read.

    ``required``: the list is not recognised without it and a row without it is rejected.
    ``meanings``: for WORD, the closed list; ``unknown`` says what an unknown word does to the row.
    """

    name: str
    header: str
    kind: Kind
    required: bool = False
    meanings: tuple[str, ...] = ()
    unknown: str = "reject"  # or "blank": keep the row, without the word, and say so


@dataclass(frozen=True, slots=True)
class Dataset:
    """A kind of list. ``id`` is its name on the command line, ``table`` its table in the store; ``key`` names its rows."""

    id: str
    table: str
    scope: Scope
    key: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)


RESIDENCE = ("resident", "away", "moved")
BUSINESS_STATUS = ("active", "paused", "closed")
BUSINESS_KINDS = (
    "llc",
    "joint_stock",
    "partnership",
    "private",
    "branch",
    "cooperative",
    "household_business",
    "other",
)
INSTITUTION_KINDS = ("agency", "unit", "school")
GROUP_KINDS = ("committee", "village", "unit", "other")
ROLES = ("owner", "deputy", "member")
POSTS = (
    "committee_head",
    "committee_deputy",
    "committee_member",
    "village_head",
    "area_police",
    "commune_police",
    "village_committee",
    "other",
)
# The seven components of a village group (plan, II.3, second dash).
COMPONENTS = (
    "village_committee",
    "criminal_police",
    "order_police",
    "agency_official",
    "business_official",
    "household",
    "active_citizen",
)
CASE_KINDS = (
    "crime_report",  # tin báo về tội phạm
    "crime_denunciation",  # tố giác về tội phạm
    "feedback",  # phản ánh
    "petition",  # kiến nghị
    "denunciation",  # tố cáo
    "complaint",  # khiếu nại
    "violation",  # vi phạm hành chính
    "security_information",  # tin về an ninh trật tự, không có dấu hiệu tội phạm
    "procedure_question",  # hỏi về thủ tục hành chính
    "other",
)
CHANNELS = ("zalo", "in_person", "phone", "letter", "vneid", "other")
OUTCOMES = ("resolved", "forwarded", "rejected", "withdrawn", "other")

VILLAGE = Dataset(
    "village",
    "villages",
    Scope.COMMUNE,
    "code",
    (
        Column("code", "Mã thôn", Kind.CODE, required=True),
        Column("name", "Tên thôn", Kind.NAME, required=True),
    ),
)
HOUSEHOLD = Dataset(
    "household",
    "households",
    Scope.VILLAGE,
    "code",
    (
        Column("code", "Mã hộ", Kind.CODE, required=True),
        Column("head_name", "Họ và tên chủ hộ", Kind.NAME, required=True),
        Column("village", "Thôn", Kind.VILLAGE, required=True),
        Column("phone", "Số điện thoại", Kind.PHONE),
        Column("members", "Số nhân khẩu", Kind.COUNT),
        Column("status", "Tình trạng", Kind.WORD, meanings=RESIDENCE),
    ),
)
BUSINESS = Dataset(
    "business",
    "businesses",
    Scope.COMMUNE,
    "code",
    (
        Column("code", "Mã số thuế", Kind.CODE, required=True),
        Column("name", "Tên doanh nghiệp", Kind.NAME, required=True),
        Column("kind", "Loại hình", Kind.WORD, meanings=BUSINESS_KINDS),
        Column("representative", "Người đại diện", Kind.NAME),
        Column("phone", "Số điện thoại", Kind.PHONE),
        Column("village", "Thôn", Kind.VILLAGE),
        Column("status", "Tình trạng", Kind.WORD, meanings=BUSINESS_STATUS),
    ),
)
INSTITUTION = Dataset(
    "institution",
    "institutions",
    Scope.COMMUNE,
    "code",
    (
        Column("code", "Mã đơn vị", Kind.CODE, required=True),
        Column("name", "Tên đơn vị", Kind.NAME, required=True),
        Column("kind", "Loại", Kind.WORD, required=True, meanings=INSTITUTION_KINDS),
        Column("representative", "Người đại diện", Kind.NAME),
        Column("phone", "Số điện thoại", Kind.PHONE),
        Column("village", "Thôn", Kind.VILLAGE),
    ),
)
GROUP = Dataset(
    "group",
    "groups",
    Scope.COMMUNE,
    "code",
    (
        Column("code", "Mã nhóm", Kind.CODE, required=True),
        Column("name", "Tên nhóm", Kind.NAME, required=True),
        Column("kind", "Loại nhóm", Kind.WORD, required=True, meanings=GROUP_KINDS),
        Column("village", "Thôn", Kind.VILLAGE),
        Column("zalo_id", "Mã Zalo", Kind.UID),
        Column("manager", "Người quản lý", Kind.NAME),
        Column("rules", "Quy chế", Kind.FLAG),
        Column("approved_list", "Danh sách phê duyệt", Kind.FLAG),
    ),
)
OFFICIAL = Dataset(
    "official",
    "officials",
    Scope.COMMUNE,
    "name",
    (
        Column("name", "Họ và tên", Kind.NAME, required=True),
        Column("post", "Chức danh", Kind.WORD, required=True, meanings=POSTS),
        Column("village", "Thôn", Kind.VILLAGE),
        Column("phone", "Số điện thoại", Kind.PHONE),
    ),
)
MEMBERSHIP = Dataset(
    "membership",
    "memberships",
    Scope.GROUP,
    "member",
    (
        Column("group", "Nhóm", Kind.GROUP, required=True),
        Column("as_of", "Ngày chốt", Kind.DATE),
        Column("uid", "Mã thành viên", Kind.UID),
        Column("display_name", "Tên hiển thị", Kind.NAME, required=True),
        Column("role", "Vai trò", Kind.WORD, meanings=ROLES, unknown="blank"),
        Column("phone", "Số điện thoại", Kind.PHONE),
        Column("household", "Mã hộ", Kind.CODE),
        Column("organisation", "Mã đơn vị / MST", Kind.CODE),
        Column("component", "Thành phần", Kind.WORD, meanings=COMPONENTS, unknown="blank"),
        Column("total_members", "Tổng thành viên", Kind.COUNT),
        Column("max_members", "Sĩ số tối đa", Kind.COUNT),
    ),
)
CASE = Dataset(
    "case",
    "cases",
    Scope.CASE,
    "code",
    (
        Column("code", "Mã tin", Kind.CODE, required=True),
        Column("kind", "Loại tin", Kind.WORD, required=True, meanings=CASE_KINDS),
        Column("received_at", "Thời điểm tiếp nhận", Kind.MOMENT, required=True),
        Column("village", "Thôn", Kind.VILLAGE),
        Column("channel", "Kênh", Kind.WORD, meanings=CHANNELS, unknown="blank"),
        Column("due_at", "Hạn xử lý", Kind.MOMENT),
        Column("extended_to", "Gia hạn đến", Kind.MOMENT),
        Column("extension_basis", "Căn cứ gia hạn", Kind.TEXT),
        Column("suspended_from", "Tạm đình chỉ từ", Kind.MOMENT),
        Column("suspended_to", "Tạm đình chỉ đến", Kind.MOMENT),
        Column("closed_at", "Ngày xử lý xong", Kind.MOMENT),
        Column("outcome", "Kết quả", Kind.WORD, meanings=OUTCOMES, unknown="blank"),
        Column("notified", "Đã thông báo", Kind.FLAG),
        Column("procedure_complete", "Đủ quy trình", Kind.FLAG),
    ),
)

# In the order in which a pile of files must be loaded: what is referred to comes first.
DATASETS = (VILLAGE, GROUP, HOUSEHOLD, BUSINESS, INSTITUTION, OFFICIAL, MEMBERSHIP, CASE)
DATASET_BY_ID = {dataset.id: dataset for dataset in DATASETS}
