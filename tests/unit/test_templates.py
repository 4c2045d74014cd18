"""The empty templates: the importer knows each of them, filled in they load, and what they advise is understood."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from html import escape, unescape
from pathlib import Path

import pytest

from kpi.config.models import Config
from kpi.domain.datasets import DATASETS, Dataset, Kind
from kpi.domain.errors import UserError
from kpi.i18n.messages import speaking
from kpi.ingest.checking.cells import References, readers
from kpi.ingest.checking.layout import column_letters
from kpi.ingest.checking.recognise import recognise
from kpi.ingest.checking.vocabulary import vocabulary
from kpi.ingest.loading.load import Source, load
from kpi.ingest.reading.files import Sheet, read_content
from kpi.ingest.workbooks.templates import HEADER_ROW, PREPARED_ROWS, UNFILLED_DATE, guidance, template
from kpi.store import Corrections
from kpi.vietnamese.moments import find_date
from kpi.vietnamese.places import Register
from kpi.vietnamese.text import fold
from kpi.workbooks.looks import REQUIRED_COLOUR
from tests.worlds import World

CORRECTIONS = Corrections()
DAY = date(2024, 7, 31)
REGISTERS = References(Register({"T1": "Thôn 1"}), Register({"N1": "Nhóm Thôn 1"}), words={})
every_dataset = pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)


def sheets_of(dataset: Dataset, config: Config) -> list[Sheet]:
    return read_content(dataset.template, template(dataset, config))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def notes(content: bytes) -> dict[str, str]:
    """The comments of the first sheet by cell."""
    found = re.findall(r'<comment ref="([A-Z]+\d+)".*?</comment>', part(content, "xl/comments1.xml"), re.DOTALL)
    texts = re.findall(r"<comment .*?</comment>", part(content, "xl/comments1.xml"), re.DOTALL)
    return {
        cell: unescape("".join(re.findall(r"<t(?: [^>]*)?>(.*?)</t>", text, re.DOTALL)))
        for cell, text in zip(found, texts, strict=True)
    }


def rules(content: bytes) -> dict[str, str]:
    """The data validations of the first sheet: block of cells → what is allowed."""
    found = re.findall(
        r'<dataValidation type="(\w+)".*?sqref="([A-Z0-9:]+)".*?<formula1>(.*?)</formula1>',
        part(content, "xl/worksheets/sheet1.xml"),
    )
    return {block: unescape(formula) if kind == "list" else kind for kind, block, formula in found}


def fills(content: bytes, row: int) -> list[str]:
    """The ground colours of a row's cells (as Excel counts), from the styles."""
    styles = part(content, "xl/styles.xml")
    grounds = re.findall(r"<fill>(.*?)</fill>", styles)
    formats = re.findall(r'<xf [^>]*?fillId="(\d+)"', styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    cells = re.search(rf'<row r="{row}"[^>]*>(.*?)</row>', part(content, "xl/worksheets/sheet1.xml"))
    assert cells
    colours = []
    for style in re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', cells[1]):
        colour = re.search(r'fgColor rgb="FF([0-9A-F]{6})"', grounds[int(formats[int(style)])])
        colours.append(f"#{colour[1]}" if colour else "")
    return colours


def filled(content: bytes, rows: Sequence[Sequence[str]], day: str) -> bytes:
    """What a clerk makes of the template: the dots replaced, rows below the header, each cell a text."""
    lines = ""
    for number, row in enumerate(rows, start=HEADER_ROW + 2):
        cells = "".join(
            f'<c r="{column_letters(place)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for place, text in enumerate(row)
            if text
        )
        lines += f'<row r="{number}">{cells}</row>'
    changes = {
        "xl/sharedStrings.xml": (UNFILLED_DATE, day),
        "xl/worksheets/sheet1.xml": ("</sheetData>", f"{lines}</sheetData>"),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name in changes:
                before, after = changes[name]
                assert text.decode("utf-8").count(before) == 1
                text = text.decode("utf-8").replace(before, after).encode("utf-8")
            new.writestr(name, text)
    return made.getvalue()


@every_dataset
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("named", [True, False])
def test_the_importer_knows_the_list_and_only_the_list(
    dataset: Dataset, config: Config, language: str, named: bool
) -> None:
    with speaking(language):
        first, guide = sheets_of(dataset, config)
    words = vocabulary(config, CORRECTIONS)
    said, given = dataset.id if named else None, frozenset({"village", "group"})
    layout = recognise(first, words, dataset=said, given=given)
    assert layout.dataset is dataset
    assert layout.headers == tuple(column.header for column in dataset.columns)
    assert list(layout.positions.items()) == [(column.name, n) for n, column in enumerate(dataset.columns)]
    assert (layout.header, layout.unknown, layout.forbidden) == (HEADER_ROW, (), ())
    with pytest.raises(UserError) as refusal:
        recognise(guide, words, dataset=said, given=given)
    assert refusal.value.code == "not_recognised"


@every_dataset
def test_the_day_is_open_until_it_is_written(dataset: Dataset, config: Config) -> None:
    blank = read_content("a.xlsx", template(dataset, config))[0]
    above = [cell for row in blank.rows[:HEADER_ROW] for cell in row if cell]
    assert above[-1] == "Tính đến ngày …/…/……"
    assert [find_date(cell) for cell in above] == [None, None]
    assert not any(any(row) for row in blank.rows[HEADER_ROW + 1 :])
    dated = read_content("a.xlsx", filled(template(dataset, config), [], "31/7/2024"))[0]
    assert find_date(dated.rows[1][0]) == DAY


@every_dataset
def test_drop_down_lists_offer_the_first_word_of_each_meaning(dataset: Dataset, config: Config) -> None:
    content = template(dataset, config)
    guide = read_content("a.xlsx", content)[1]
    offered: dict[str, list[str] | str] = {}
    for block, allowed in rules(content).items():
        letters, top, bottom = re.fullmatch(r"([A-Z]+)(\d+):\1(\d+)", block).groups()  # type: ignore[union-attr]
        assert (int(top), int(bottom)) == (HEADER_ROW + 2, HEADER_ROW + 1 + PREPARED_ROWS)
        if allowed == "whole":
            offered[letters] = "whole"
            continue
        source = re.fullmatch(r"'Hướng dẫn'!\$([A-Z])\$(\d+):\$\1\$(\d+)", allowed)
        assert source, allowed
        place = ord(source[1]) - ord("A")
        offered[letters] = [row[place] for row in guide.rows[int(source[2]) - 1 : int(source[3])]]
    expected: dict[str, list[str] | str] = {}
    for place, column in enumerate(dataset.columns):
        lookups = config.lookups.get(dataset.id, {}).get(column.name, {})
        meanings = column.meanings if column.kind is Kind.WORD else ("yes", "no") if column.kind is Kind.FLAG else ()
        if meanings:
            expected[column_letters(place)] = [lookups[meaning][0] for meaning in meanings]
        elif column.kind is Kind.COUNT:
            expected[column_letters(place)] = "whole"
    assert offered == expected


@every_dataset
def test_every_header_has_its_note_and_required_ones_their_colour(dataset: Dataset, config: Config) -> None:
    content = template(dataset, config)
    found, told = notes(content), guidance(dataset, config)
    assert "30/6/2024" in found["A2"]
    for place, one in enumerate(told):
        note = found[f"{column_letters(place)}{HEADER_ROW + 1}"]
        assert note.startswith("Bắt buộc." if one.column.required else "Không bắt buộc.")
        assert one.how in note and f"Ví dụ: {one.example}" in note
        assert all(word in note for word in one.words)
    colours = fills(content, HEADER_ROW + 1)
    assert [colour == REQUIRED_COLOUR for colour in colours] == [column.required for column in dataset.columns]


@every_dataset
def test_columns_that_hold_digits_are_text(dataset: Dataset, config: Config) -> None:
    content = template(dataset, config)
    styles = part(content, "xl/styles.xml").partition("<cellXfs")[2]
    text_styles = [number == "49" for number in re.findall(r'<xf numFmtId="(\d+)"', styles)]  # 49 is "@"
    page = part(content, "xl/worksheets/sheet1.xml")
    kept = [False] * len(dataset.columns)
    for first, last, style in re.findall(r'<col min="(\d+)" max="(\d+)" width="[\d.]+" style="(\d+)"', page):
        for number in range(int(first), int(last) + 1):
            kept[number - 1] = text_styles[int(style)]
    exact = (Kind.CODE, Kind.PHONE, Kind.UID, Kind.DATE, Kind.MOMENT, Kind.GROUP)
    assert all(is_text for is_text, column in zip(kept, dataset.columns, strict=True) if column.kind in exact)
    assert not any(is_text for is_text, column in zip(kept, dataset.columns, strict=True) if column.kind is Kind.COUNT)
    assert f'<pane ySplit="{HEADER_ROW + 1}" topLeftCell="A{HEADER_ROW + 2}"' in page and 'state="frozen"' in page
    assert 'paperSize="9"' in page


@every_dataset
def test_what_the_instructions_advise_is_understood(dataset: Dataset, config: Config) -> None:
    read = readers(dataset, config, REGISTERS)
    for one in guidance(dataset, config):
        assert one.how and one.example, one.column.name
        for text in (one.example, *one.words):
            value = read[one.column.name](text)
            assert value.doubt is None and value.value is not None, (one.column.name, text)


@every_dataset
def test_the_instructions_tell_every_column_and_what_is_never_written(dataset: Dataset, config: Config) -> None:
    guide = sheets_of(dataset, config)[1]
    told = guidance(dataset, config)
    for place, one in enumerate(told):
        row = guide.rows[HEADER_ROW + 1 + place]
        requirement = "bắt buộc" if one.column.required else "không bắt buộc"
        expected = [f"Cột {column_letters(place)}: {one.column.header}", requirement, one.how, ", ".join(one.words)]
        assert row[:5] == [*expected, one.example]
    below = [row[0] for row in guide.rows[HEADER_ROW + 1 + len(told) :] if row[0]]
    assert below[-1].startswith("Không ghi: ") and "CCCD" in below[-1]
    headers = {fold(column.header) for one in DATASETS for column in one.columns}
    assert not headers & {fold(row[0]) for row in guide.rows}, "a header alone in a cell may be taken for a list"


@every_dataset
def test_a_filled_template_loads(dataset: Dataset, config: Config, tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    if dataset.id not in ("village", "group"):
        world.with_villages_and_groups(1)
    elif dataset.id == "group":
        world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"]], date(2023, 12, 31))
    row = [one.example for one in guidance(dataset, config)]
    if dataset.id == "membership":
        row[1] = ""  # its day stands above the list
    path = tmp_path / dataset.template
    path.write_bytes(filled(template(dataset, config), [row], "31/7/2024"))
    outcomes = load(world.store, config, [Source(path)], known_at=datetime(2024, 8, 1), loaded_by="test")
    loaded = [outcome for outcome in outcomes if outcome.dataset is not None]
    assert [(one.dataset, one.as_of, one.accepted, one.rejected) for one in loaded] == [(dataset.id, DAY, 1, 0)]
    assert not [
        problem
        for problem in loaded[0].problems
        if problem.severity != "info" and problem.code not in ("unknown_code", "partial_list")  # one example of many
    ]
    assert loaded[0].dropped_columns == []


def test_a_template_is_the_same_each_time_and_has_a_plain_name(config: Config) -> None:
    names = [dataset.template for dataset in DATASETS]
    assert len(set(names)) == len(DATASETS)
    assert all(re.fullmatch(r"mau_[a-z_]+\.xlsx", name) for name in names)
    assert "mau_ho_dan.xlsx" in names
    assert template(DATASETS[0], config) == template(DATASETS[0], config)
