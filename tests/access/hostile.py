"""A commune whose lists were written by an attacker: wherever somebody may type a text, it is code for something that shows it.

Browsers, Markdown, LaTeX, Streamlit's own signs, Plotly's labels, templates, spreadsheets. All of it comes in by the real import.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from kpi.ingest.loading.load import Source, load
from kpi.operations import explaining, undo
from kpi.snapshots import freezing, meetings
from tests.worlds import World, write_xlsx

YEAR_START, MARCH = date(2030, 12, 31), date(2031, 3, 31)
FOREIGN = "evil.example"
# Each holds a word of its own (QQ..), by which the place is found where it is shown, and must be there letter by letter.
CODES = {
    "QQaa": "<b>QQaa</b>",
    "QQab": "<img src=//evil.example/QQab onerror=ran()>",
    "QQac": "<script>ran('QQac')</script>",
    "QQad": "[QQad](javascript:ran())",
    "QQae": "![QQae](http://evil.example/p.png)",
    "QQaf": "$QQaf^2$",
    "QQag": "**QQag**",
    "QQah": ":red[QQah]",
    "QQai": "QQai:material/delete:",
    "QQaj": "QQaj {{7*7}} {% x %}",
    "QQak": "http://evil.example/QQak",
    "QQal": "www.evil.example/QQal",
    "QQam": "QQam@evil.example",
    "QQan": "<a href=http://evil.example>QQan</a>",
    "QQao": "`QQao`",
    "QQap": "&lt;QQap&gt; &copy;",
    "QQaq": "QQaq -> b <- c",
    "QQar": "~~QQar~~",
    "QQas": "x'\"></style><b>QQas",
    "QQat": "%{y} QQat %{customdata}",
    "QQau": ":streamlit: QQau :smile:",
    "QQav": "QQav<br>x<sup>y</sup>",
    "QQaw": "<!-- QQaw -->",
    "QQax": "|QQax|b|",
}
# What a spreadsheet would work out.
FORMULAS = (
    '=HYPERLINK("http://evil.example/QQba","QQba")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*QQbc",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1+QQbe",
    "\r=1+1+QQbf",
    "\n=1+1+QQbg",
    "\u200b=1+1+QQbh",
    "＝1+1+QQbi",
    "=WEBSERVICE(\"http://evil.example/QQbj\")",
    "=DDE(\"cmd\",\"/C calc\",\"QQbk\")",
)  # fmt: skip
TEXTS = (*CODES.values(), *FORMULAS)
FILE, SHEET = (
    "<img src=x onerror=ran()> **QQfa** $x^2$ :red[x] `y`",
    "<img src=x>QQfb $x$ <b>`y`",
)  # of the signs that may stand there
VILLAGES = tuple(f"Thôn {' '.join(part)}" for part in zip(*(list(CODES.values())[n::3] for n in range(3)), strict=True))


def names(count: int) -> list[str]:
    """So many texts, one after the other."""
    return list(islice(cycle(TEXTS), count))


def hostile_world(folder: Path) -> World:
    """Every list, two days of members, a meeting with conclusions, and corrections."""
    world = World.empty(folder)
    villages = [[f"T{n}", name] for n, name in enumerate(VILLAGES, 1)]
    _load(world, "village", ["Mã thôn", "Tên thôn"], villages)
    groups = [[f"N{n}", f"ANTT {who}", "Thôn", f"T{n}", who] for n, who in enumerate(names(8), 1)]
    groups += [[f"K{n}", name, "Khác", "", name] for n, name in enumerate(TEXTS, 1)]
    _load(world, "group", ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn", "Người quản lý"], groups)
    heads = [[f"H{n}", name, f"T{n % 8 + 1}"] for n, name in enumerate(names(2 * len(TEXTS)))]
    _load(world, "household", ["Mã hộ", "Họ và tên chủ hộ", "Thôn"], heads)
    firms = [[f"01012{n:05d}", name, "Công ty TNHH", name, f"T{n % 8 + 1}"] for n, name in enumerate(TEXTS)]
    _load(world, "business", ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "Thôn"], firms)
    schools = [[f"DV{n:02d}", name, "Trường học", name, f"T{n % 8 + 1}"] for n, name in enumerate(TEXTS)]
    _load(world, "institution", ["Mã đơn vị", "Tên đơn vị", "Loại", "Người đại diện", "Thôn"], schools)
    posts = [[name, "Trưởng thôn", f"T{n % 8 + 1}"] for n, name in enumerate(names(8))]
    _load(world, "official", ["Họ và tên", "Chức danh", "Thôn"], posts)
    _members(world)
    _logs(world)
    _decided(world)
    return world


def _members(world: World) -> None:
    """On the second day some are gone and others new; those without a code bear the names of heads."""
    header, every = ["Tên hiển thị", "Mã hộ", "Mã đơn vị / MST"], names(2 * len(TEXTS))
    for group in range(1, 9):
        own = [(n, name) for n, name in enumerate(every) if n % 8 + 1 == group]
        for day, gone in ((YEAR_START, 0), (MARCH, 1)):
            rows = [
                [name, f"H{n}" if place % 3 == gone else "", ""] for place, (n, name) in enumerate(own) if place != gone
            ]
            rows += [[f"DN {own[-1][1]}", "", f"01012{group:05d}"], [f"TH {own[-1][1]}", "", f"DV{group:02d}"]]
            _load(world, "membership", header, rows, day, group=f"N{group}")


def _logs(world: World) -> None:
    header = [
        "Mã tin",
        "Loại tin",
        "Thời điểm tiếp nhận",
        "Thôn",
        "Hạn xử lý",
        "Gia hạn đến",
        "Căn cứ gia hạn",
        "Ngày xử lý xong",
    ]
    rows = [
        [text[:58], "Phản ánh", "02/01/2031 08:00", f"T{n % 8 + 1}", "10/02/2031", "20/02/2031", text[:58],
         "" if n % 3 else "12/03/2031"]
        for n, text in enumerate(TEXTS)
    ]  # fmt: skip
    _load(world, "case", header, rows, MARCH)
    sessions = [["Buổi tuyên truyền", "05/01/2031", f"T{n}", 20] for n in range(1, 9)]
    _load(world, "activity", ["Loại hoạt động", "Ngày thực hiện", "Thôn", "Số người tham dự"], sessions, MARCH)


def _decided(world: World) -> None:
    """A meeting with conclusions, a spelling that was explained, a decision on a member, a load taken back and put back."""
    at, store, config = world.clock + timedelta(days=1), world.store, world.config
    much, more = (" ".join(list(CODES.values())[n::3]) for n in range(2))
    freezing.freeze(store, config, YEAR_START, YEAR_START - timedelta(days=1), frozen_by=much, at=at)
    freezing.freeze(store, config, MARCH, YEAR_START, frozen_by=much, at=at)
    # Other words than in the lists, for a conclusion that leads to somebody's name or report is refused.
    for number, text in enumerate(one.replace("QQa", "QQc") for one in CODES.values()):
        meetings.conclude(store, 1 + number % 2, f"Việc {text}", f"Chức {text}", MARCH, noted_by=text, at=at)
    meetings.note_state(store, 1, "done", f"Ghi {much}".replace("QQa", "QQc"), noted_by="x", at=at)
    for number, text in enumerate(CODES.values()):
        explaining.explain(store, "village", f"Xóm {text}", f"T{number % 8 + 1}", reason=text, decided_by=text, at=at)
    batch = store.batches()[2].batch
    undo.undo(store, batch, undone_by=CODES["QQaa"], reason=much, at=at)
    undo.redo(store, batch, redone_by=CODES["QQah"], reason=more, at=at)


def _load(
    world: World, dataset: str, header: Sequence[object], rows: Iterable[Sequence[object]], as_of: date = YEAR_START,
    group: str | None = None,
) -> None:  # fmt: skip
    """Loads a workbook whose name, sheet and loader are code, too, an hour after the load before."""
    world.files, world.clock = world.files + 1, world.clock + timedelta(hours=1)
    file = write_xlsx(world.folder / "list.xlsx", [header, *rows], SHEET)
    source = Source(
        Path(f"{FILE} {world.files}.xlsx"),
        dataset=dataset,
        as_of=as_of,
        group=group,
        adds=False,
        content=file.read_bytes(),
    )
    outcome = load(world.store, world.config, [source], known_at=world.clock, loaded_by=CODES["QQaa"])[0]
    assert outcome.accepted and not outcome.rejected, (dataset, outcome.problems)
