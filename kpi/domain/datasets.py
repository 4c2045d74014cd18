"""The nine datasets: which columns a list has, what each cell must be, and what a newer list replaces.

One ``Dataset`` is the one source for reading, checking, the store's tables, the empty templates and the handbook; what one
list alone asks of its rows stands in ``kpi/ingest/checking/lists``.
The words that may stand in a cell (``Đang cư trú`` …) are data and live in ``config.yaml``; here only their meaning does.
Source of the rules: docs/datasets.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kpi.domain.messages import N_


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


# What a person has said of a header, or of a whole list: it is nothing of ours.
LEFT_OUT = "-"


class Scope(StrEnum):
    """What a newer list of the dataset replaces."""

    COMMUNE = "commune"
    VILLAGE = "village"
    GROUP = "group"
    CASE = "case"  # a log: a report of it replaces the same report and nothing else
    DAYS = "days"  # the days from the list's first to its last: what happened on them


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field, its Vietnamese header, how its cells are read, what the template says of it.

    ``required``: the list is not recognised without it and a row without it is rejected.
    ``meanings``: for WORD, the closed list; ``unknown`` says what an unknown word does to the row.
    ``also``: a second field that its cells fill: the other number of a phone, whether the time of a moment is known.
    ``note``: how to write a cell, a message; without one the note of the kind holds, as it does for ``example``.
    """

    name: str
    header: str
    kind: Kind
    required: bool = False
    meanings: tuple[str, ...] = ()
    unknown: str = "reject"  # or "blank": keep the row, without the word, and say so
    also: str = ""
    is_stored: bool = True  # or kept with the batch and its scope
    is_self_chosen: bool = False  # a name that people give themselves: its letters may be anything
    registers: tuple[Dataset, ...] = ()  # the lists one of which should hold the code
    note: str = ""
    example: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of a row that its cells fill."""
        return (self.name, self.also) if self.also else (self.name,)


_NEVER = N_(
    "Do not write: citizens' numbers (CCCD, CMND), dates of birth, sex, addresses, religion. They are never stored."
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A kind of list. ``id`` is its name on the command line, ``table`` its table in the store; ``key`` names its rows.

    ``name``, ``entries``, ``title`` and ``never`` are messages: how a clerk calls the list, what it counts, the head of its
    template, and what must not be written in it; ``template`` is the template's file name.
    """

    id: str
    table: str
    scope: Scope
    key: str
    columns: tuple[Column, ...]
    name: str
    entries: str
    title: str
    template: str
    never: str = _NEVER
    unique: bool = True  # a key stands on a list once
    may_be_alike: bool = False  # entries without a key may say the same and be several, unless a row is written twice
    told_apart_by: tuple[str, ...] = ()  # the fields that tell entries apart where the key does not
    is_whole: bool = False  # what it does not name counts as gone, so that a list of some of them must not stand for it
    bulk: bool = False  # may have a million rows; nothing of it is worked out from several cells together
    is_referred_to: bool = False  # cells of other lists name its entries
    longest_text: int | None = None  # a longer cell is not kept: it may be somebody's story
    worked_out: tuple[str, ...] = ()  # stored fields that no column holds
    helpers: tuple[str, ...] = ()  # what columns may say besides, to read the list by; never stored
    supplied: tuple[str, ...] = ()  # required fields that the list may lack: they are worked out, proposed or asked for

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def holds(self, kind: Kind) -> bool:
        """Whether a column is of the kind."""
        return any(column.kind is kind for column in self.columns)

    def named(self, text: str) -> str | None:
        """What a person calls a column by its field or its header, or ``LEFT_OUT``; None where the list has no such column."""
        wanted = text.strip().lower()
        headed = (column.name for column in self.columns if column.header.lower() == wanted)
        return wanted if wanted in (*self.fillable, LEFT_OUT) else next(headed, None)

    def may_tell(self, header: str | None) -> bool:
        """Whether a doubtful cell under this header may leave the program: none of a log of reports, no name and no phone."""
        told = (one.kind for one in self.columns if one.header == header)
        return not self.is_log and next(told, Kind.TEXT) not in (Kind.TEXT, Kind.NAME, Kind.PHONE)

    @property
    def fillable(self) -> tuple[str, ...]:
        """What a column of a list may be: a field, or what helps to read the list."""
        return (*(column.name for column in self.columns), *self.helpers)

    @property
    def unique_by(self) -> tuple[str, ...]:
        """The fields that name an entry on one list: of a list that speaks for villages the village, too."""
        return ("village", self.key) if self.scope is Scope.VILLAGE else (self.key,)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)

    @property
    def is_log(self) -> bool:
        """Whether its rows stand each for itself: none is missing from a newer list, and a list without rows is one too."""
        return self.scope is Scope.CASE


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
# Zalo groups; a plan may name lists of participants of other kinds (config.yaml → plans, group_kinds).
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
# Of these one person holds the post, of the committee or of a village: whoever is new in it takes the other's place.
SOLE_POSTS = ("committee_head", "village_head")
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
# How far a report has come, in the log's own words; "late" says nothing of its closing, "void" is closed without being dealt with.
REPORT_STATES = ("open", "late", "closed", "void")
# What the commune does for the plan beside the figures (II.2, II.3): a paper issued, a publicity session, a post, a guide to a
# procedure on the police's Zalo page, a notice put up at a place.
ACTIVITY_KINDS = ("paper", "session", "post", "guide", "posting")
# Where the plan wants notices (II.3, sixth dash).
POSTING_PLACES = ("reception", "procedures", "office", "culture_house", "apartments")

VILLAGE = Dataset(
    "village", "villages", Scope.COMMUNE, "code",
    (
        Column("code", "Mã thôn", Kind.CODE, required=True, example="T1"),
        Column("name", "Tên thôn", Kind.NAME, required=True, example="Thôn 1"),
    ),
    name=N_("List of villages"), entries=N_("villages"),
    title=N_("LIST OF VILLAGES"), template="mau_thon.xlsx", is_referred_to=True,
    helpers=("households", "people"), supplied=("code",),
)  # fmt: skip
HOUSEHOLD = Dataset(
    "household", "households", Scope.VILLAGE, "code",
    (
        Column("code", "Mã hộ", Kind.CODE, required=True, example="H0001"),
        Column("head_name", "Họ và tên chủ hộ", Kind.NAME, required=True),
        Column("village", "Thôn", Kind.VILLAGE, required=True),
        Column("phone", "Số điện thoại", Kind.PHONE, also="other_phone"),
        Column("members", "Số nhân khẩu", Kind.COUNT, example="4", note=N_("How many people belong to the household.")),
        Column("status", "Tình trạng", Kind.WORD, meanings=RESIDENCE),
    ),
    name=N_("Register of households"), entries=N_("households"),
    title=N_("LIST OF HOUSEHOLDS"), template="mau_ho_dan.xlsx", bulk=True, is_whole=True, may_be_alike=True,
    helpers=("relation", "person", "address", "number"), supplied=("code", "head_name"),
)  # fmt: skip
BUSINESS = Dataset(
    "business", "businesses", Scope.COMMUNE, "code",
    (
        Column("code", "Mã số thuế", Kind.CODE, required=True, example="2800000001", note=N_("The tax code, with all its digits.")),
        Column("name", "Tên doanh nghiệp", Kind.NAME, required=True, example="Công ty TNHH A"),
        Column("kind", "Loại hình", Kind.WORD, meanings=BUSINESS_KINDS),
        Column("representative", "Người đại diện", Kind.NAME),
        Column("phone", "Số điện thoại", Kind.PHONE, also="other_phone"),
        Column("village", "Thôn", Kind.VILLAGE),
        Column("status", "Tình trạng", Kind.WORD, meanings=BUSINESS_STATUS),
    ),
    name=N_("Register of businesses"), entries=N_("businesses"),
    title=N_("LIST OF BUSINESSES"), template="mau_doanh_nghiep.xlsx", is_whole=True, supplied=("code",),
)  # fmt: skip
INSTITUTION = Dataset(
    "institution", "institutions", Scope.COMMUNE, "code",
    (
        Column("code", "Mã đơn vị", Kind.CODE, required=True, example="DV01"),
        Column("name", "Tên đơn vị", Kind.NAME, required=True, example="Trường Tiểu học A"),
        Column("kind", "Loại", Kind.WORD, required=True, meanings=INSTITUTION_KINDS),
        Column("representative", "Người đại diện", Kind.NAME),
        Column("phone", "Số điện thoại", Kind.PHONE, also="other_phone"),
        Column("village", "Thôn", Kind.VILLAGE),
    ),
    name=N_("Register of agencies, units and schools"), entries=N_("agencies, units and schools"),
    title=N_("LIST OF AGENCIES, UNITS AND SCHOOLS"),
    template="mau_co_quan_don_vi.xlsx", is_whole=True, supplied=("code", "kind"),
)  # fmt: skip
GROUP = Dataset(
    "group", "groups", Scope.COMMUNE, "code",
    (
        Column("code", "Mã nhóm", Kind.CODE, required=True, example="N1"),
        Column("name", "Tên nhóm", Kind.NAME, required=True, example="ANTT Thôn 1"),
        Column("kind", "Loại nhóm", Kind.WORD, required=True, meanings=GROUP_KINDS),
        Column("village", "Thôn", Kind.VILLAGE,
               note=N_("The village whose group it is, by name or code; empty for a group of the whole commune.")),
        Column("zalo_id", "Mã Zalo", Kind.UID,
               note=N_("The group's long number on Zalo, with all its digits, where it is known.")),
        Column("manager", "Người quản lý", Kind.NAME, note=N_("The official who looks after the group.")),
        Column("rules", "Quy chế", Kind.FLAG, note=N_("Whether the group has its rules of conduct.")),
        Column("approved_list", "Danh sách phê duyệt", Kind.FLAG, note=N_("Whether the list of members has been approved.")),
    ),
    name=N_("List of groups"), entries=N_("groups"),
    title=N_("LIST OF ZALO GROUPS"), template="mau_nhom_zalo.xlsx", is_referred_to=True,
    supplied=("code", "kind"),
)  # fmt: skip
OFFICIAL = Dataset(
    "official", "officials", Scope.COMMUNE, "name",
    (
        Column("name", "Họ và tên", Kind.NAME, required=True),
        Column("post", "Chức danh", Kind.WORD, required=True, meanings=POSTS),
        Column("village", "Thôn", Kind.VILLAGE, note=N_("The village that the official is in charge of, by name or code.")),
        Column("phone", "Số điện thoại", Kind.PHONE, also="other_phone"),
    ),
    name=N_("List of officials"), entries=N_("posts"),
    title=N_("LIST OF OFFICIALS"), template="mau_can_bo.xlsx", is_whole=True,
    unique=False, told_apart_by=("name_key", "post", "village"), worked_out=("name_key",),
)  # fmt: skip
MEMBERSHIP = Dataset(
    "membership", "memberships", Scope.GROUP, "member",
    (
        Column("group", "Nhóm", Kind.GROUP, required=True),
        Column("as_of", "Ngày chốt", Kind.DATE, is_stored=False,
               note=N_("The day on which the list was taken from Zalo, the same in every row; empty if it stands above.")),
        Column("uid", "Mã thành viên", Kind.UID,
               note=N_("The member's long number on Zalo, with all its digits, where it is known.")),
        Column("display_name", "Tên hiển thị", Kind.NAME, required=True, is_self_chosen=True, example="Văn A",
               note=N_("The name as Zalo shows it.")),
        Column("role", "Vai trò", Kind.WORD, meanings=ROLES, unknown="blank"),
        Column("phone", "Số điện thoại", Kind.PHONE, also="other_phone"),
        Column("household", "Mã hộ", Kind.CODE, registers=(HOUSEHOLD,), example="H0001",
               note=N_("The code of the household that the member speaks for, as in the list of households.")),
        Column("organisation", "Mã đơn vị / MST", Kind.CODE, registers=(BUSINESS, INSTITUTION), example="2800000001",
               note=N_("The tax code of the business, or the code of the institution, that the member speaks for.")),
        Column("entry", "Mã mục của kế hoạch", Kind.CODE, example="TRE01",
               note=N_("On a plan's own list of participants: the code of the entry, as in the register that the plan adds.")),
        Column("component", "Thành phần", Kind.WORD, meanings=COMPONENTS, unknown="blank"),
        Column("total_members", "Tổng thành viên", Kind.COUNT, is_stored=False, example="250",
               note=N_("How many members Zalo shows for the group, the same in every row of the group.")),
        Column("max_members", "Sĩ số tối đa", Kind.COUNT, is_stored=False, example="1000",
               note=N_("How many members the group may have, the same in every row of the group.")),
    ),
    name=N_("Members of a group"), entries=N_("members"),
    title=N_("LIST OF MEMBERS OF ZALO GROUPS"), template="mau_thanh_vien.xlsx",
    unique=False, worked_out=("member", "name_key"), supplied=("group", "display_name"),
)  # fmt: skip
# What stands in a log that is taken back where its numbers stood.
STRUCK_OUT = "đã rút"
CASE = Dataset(
    "case", "cases", Scope.CASE, "code",
    (
        Column("code", "Mã tin", Kind.CODE, required=True, example="TB01/2024",
               note=N_("The number under which the report stands in the log; never a name.")),
        Column("kind", "Loại tin", Kind.WORD, required=True, meanings=CASE_KINDS),
        Column("received_at", "Thời điểm tiếp nhận", Kind.MOMENT, required=True, also="received_has_time"),
        Column("village", "Thôn", Kind.VILLAGE),
        Column("channel", "Kênh", Kind.WORD, meanings=CHANNELS, unknown="blank"),
        Column("due_at", "Hạn xử lý", Kind.MOMENT, also="due_has_time", example="10/7/2024",
               note=N_("The last day, where a document sets one; if it is empty, the dashboard works it out.")),
        Column("extended_to", "Gia hạn đến", Kind.MOMENT, also="extended_has_time", example="20/7/2024",
               note=N_("The new last day, where the time was extended.")),
        Column("extension_basis", "Căn cứ gia hạn", Kind.TEXT, example="Văn bản số 12/UBND ngày 08/7/2024",
               note=N_("Number and date of the document that extends the time; nothing of the report itself.")),
        Column("suspended_from", "Tạm đình chỉ từ", Kind.MOMENT, example="05/7/2024",
               note=N_("The day on which the report was suspended; empty where it was not.")),
        Column("suspended_to", "Tạm đình chỉ đến", Kind.MOMENT, example="08/7/2024",
               note=N_("The day on which it was taken up again.")),
        Column("closed_at", "Ngày xử lý xong", Kind.MOMENT, also="closed_has_time", example="15/7/2024 09:00",
               note=N_("When the report was dealt with; empty while it is in progress.")),
        Column("state", "Trạng thái", Kind.WORD, meanings=REPORT_STATES, example="Đã xử lý",
               note=N_("How far the report has come; not needed where the day on which it was dealt with is written.")),
        Column("outcome", "Kết quả", Kind.WORD, meanings=OUTCOMES, unknown="blank"),
        Column("notified", "Đã thông báo", Kind.FLAG, note=N_("Whether the person who reported has been told the outcome.")),
        Column("procedure_complete", "Đủ quy trình", Kind.FLAG, note=N_("Whether every step of the procedure was followed.")),
    ),
    name=N_("Log of reports"), entries=N_("reports"),
    title=N_("LOG OF REPORTS"), template="mau_so_tin.xlsx",
    never=N_(
        "Do not write: who reported or is reported, phones, addresses, the report's content, CCCD. They are never stored."
    ),
    longest_text=60,  # a word, a place, a document's number
    helpers=("subject", "term"), supplied=("kind",),
)  # fmt: skip
ACTIVITY = Dataset(
    "activity", "activities", Scope.DAYS, "paper",
    (
        Column("kind", "Loại hoạt động", Kind.WORD, required=True, meanings=ACTIVITY_KINDS),
        Column("held_on", "Ngày thực hiện", Kind.DATE, required=True, example="05/4/2024",
               note=N_("The day on which it was done; of a paper the day of its issue.")),
        Column("paper", "Số, ký hiệu văn bản", Kind.TEXT, example="12/KH-UBND",
               note=N_("Of a paper: its number and symbol, as they stand on it; nothing of its content.")),
        Column("village", "Thôn", Kind.VILLAGE,
               note=N_("The village in which it was done, by name or code; empty for the whole commune.")),
        Column("place", "Nơi niêm yết", Kind.WORD, meanings=POSTING_PLACES, unknown="blank"),
        Column("quantity", "Số lượng", Kind.COUNT, example="1",
               note=N_("How many sessions, posts, guides or places the row stands for; empty means one.")),
        Column("people", "Số người tham dự", Kind.COUNT, example="45",
               note=N_("How many people came to the session, all sessions of the row together.")),
        Column("reach", "Lượt tiếp cận", Kind.COUNT, example="320",
               note=N_("How often the post was seen, as the page or group shows it.")),
        Column("qr", "Có mã QR", Kind.FLAG, note=N_("Whether a QR code to the guides hangs at the place, too.")),
    ),
    name=N_("List of activities"), entries=N_("activities"),
    title=N_("LIST OF ACTIVITIES"), template="mau_hoat_dong.xlsx",
    never=N_("Do not write: names of persons, phones, addresses, CCCD, what was said. They are never stored."),
    unique=False, may_be_alike=True, supplied=("kind",),
)  # fmt: skip

# What helps to read a list, in words.
HELPERS = {
    "households": N_("Number of households of the village"),
    "people": N_("Number of people of the village"),
    "relation": N_("Relation to the head of household"),
    "person": N_("Name of each person"),
    "address": N_("Address (read for the village, never kept)"),
    "number": N_("Number of the household on the list"),
    "subject": N_("Field of the report"),
    "term": N_("Term in calendar days (or hours) from receipt"),
}
# What a column of a register that a plan adds can be (config.yaml → plans, registers); all of them stand in one table.
ENTRY_KINDS = {
    "code": Kind.CODE, "name": Kind.NAME, "village": Kind.VILLAGE, "kind": Kind.WORD, "status": Kind.WORD,
}  # fmt: skip
ENTRIES = "entries"


def register_of_plan(
    name: str, scope: Scope, columns: tuple[Column, ...], title: str, entries: str, template: str
) -> Dataset:
    """A register that a plan adds, as a kind of list like the others; its ``title`` and ``entries`` are the plan's own words."""
    return Dataset(
        name, ENTRIES, scope, "code", columns, name=title, entries=entries, title=title.upper(), template=template,
        is_whole=True,
    )  # fmt: skip


def list_named(name: str) -> Dataset:
    """The kind of list of this name, for who need not know what a plan says of it."""
    return DATASET_BY_ID.get(name) or register_gone(name)


def register_gone(name: str) -> Dataset:
    """A register of which lists are in the store and that no plan has any more, by the name that is left of it."""
    columns = tuple(Column(field, field, kind, required=field == "code") for field, kind in ENTRY_KINDS.items())
    return register_of_plan(name, Scope.VILLAGE, columns, name, name, "")


# In the order in which a pile of files must be loaded: what is referred to comes first.
DATASETS = (VILLAGE, GROUP, HOUSEHOLD, BUSINESS, INSTITUTION, OFFICIAL, MEMBERSHIP, CASE, ACTIVITY)
DATASET_BY_ID = {dataset.id: dataset for dataset in DATASETS}
