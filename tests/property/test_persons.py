"""Households gathered from persons are those that a plain loop finds, in whatever order the persons of each stand."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kpi.config import load_config
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.check import check_rows
from kpi.ingest.checking.recognise import recognise
from kpi.ingest.checking.vocabulary import vocabulary
from kpi.ingest.reading.files import Sheet
from kpi.store import Corrections
from kpi.vietnamese.places import NOBODY, Register
from tests.worlds import CONFIG_FILE

CONFIG = load_config(CONFIG_FILE)
WORDS = vocabulary(CONFIG, Corrections())
REFERENCES = References(Register({"T1": "Thôn 1", "T2": "Thôn 2"}), NOBODY, {})
HEADER = ["Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]
STATES = {"": None, "Ở nhà": "resident", "Tạm vắng": "away", "Đã chuyển đi": "moved", "Đã mất": "dead"}

others = st.tuples(
    st.sampled_from(["Con", "Vợ", "", "Cháu ngoại"]),
    st.sampled_from(["", "0911000011", "0911000012"]),
    st.sampled_from(list(STATES)),
)
heads = st.tuples(
    st.sampled_from(["Chủ hộ", "CHU HO"]),
    st.sampled_from(["", "0911000010"]),
    st.sampled_from(["", "Ở nhà", "Tạm vắng", "Đã chuyển đi"]),
)
Person = tuple[str, str, str]


@st.composite
def lists(draw: st.DrawFn) -> list[list[str]]:
    """Rows: households one after the other, the persons of each in any order, each under a name of its own."""
    rows = []
    for number in range(draw(st.integers(1, 4))):
        persons: list[Person] = draw(st.permutations([draw(heads), *draw(st.lists(others, max_size=4))]))
        village = draw(st.sampled_from(["Thôn 1", "Thôn 2"]))
        for place, (relation, phone, state) in enumerate(persons):
            rows.append([f"K{number}", f"Trần {'ABCDE'[number]} {'GHIKL'[place]}", relation, village, phone, state])
    return rows


@given(lists())
def test_gathered_persons_are_the_households_of_a_plain_loop(rows: list[list[str]]) -> None:
    sheet = Sheet("h.csv", "", "0", [HEADER, *rows])
    layout = recognise(sheet, WORDS, dataset=None, given=frozenset({"village"}))
    checked = check_rows(sheet, layout, CONFIG, REFERENCES, {})
    names = ("code", "head_name", "village", "phone", "members", "status")
    found = {row[0]: row[1:] for row in zip(*(checked.columns[name] for name in names), strict=True)}
    assert found == plainly(rows)
    assert (checked.read, checked.accepted, checked.rejected) == (len(rows), len(found), 0)
    assert checked.ignored == len(rows) - len(found)


def plainly(rows: list[list[str]]) -> dict[str, tuple[Any, ...]]:
    """Code → head, village, the head's phone, members, state: of each household alone, without any of the product's means."""
    found = {}
    for code in {row[0] for row in rows}:
        persons = [row for row in rows if row[0] == code]
        head = next(row for row in persons if row[2].lower() in ("chủ hộ", "chu ho"))
        states = [STATES[row[5]] for row in persons if STATES[row[5]] != "dead"]
        status = next(state for state in ("resident", None, "away", "moved") if state in states)
        # A list of which no household has several persons counts nobody.
        several = len({row[0] for row in rows}) < len(rows)
        members = sum(state != "moved" for state in states) if several else None
        found[code] = (head[1], head[3].replace("Thôn ", "T"), head[4] or None, members, status)
    return found
