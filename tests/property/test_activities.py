"""Random lists of activities, loaded, added and taken back: what stands by the SQL against a plain loop over the same rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.answers.activities import activities
from kpi.operations.undo import undo
from tests.worlds import World

FIRST = date(2024, 3, 1)
DAYS = 40
ROWS = st.lists(st.tuples(st.integers(0, DAYS - 1), st.integers(1, 9)), min_size=1, max_size=5)
LISTS = st.lists(st.tuples(ROWS, st.integers(0, 5), st.booleans(), st.booleans()), min_size=1, max_size=5)


def on(place: int) -> date:
    return FIRST + timedelta(days=place)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(LISTS, st.integers(0, DAYS - 1), st.integers(0, DAYS - 1))
def test_what_stands_is_what_a_loop_over_the_lists_leaves(
    lists: list[tuple[list[tuple[int, int]], int, bool, bool]], one: int, other: int
) -> None:
    """A list: rows (day, how many), days from its last row to its own day, whether it adds, whether it is taken back at the end."""
    start, end = sorted((one, other))
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = World.empty(Path(folder) / "world").with_villages_and_groups()
        loaded = []
        for rows, later, adds, undone in lists:
            cells = [["Tin, bài đăng", on(day).isoformat(), number] for day, number in rows]
            last = max(day for day, _number in rows) + later
            header = ["Loại hoạt động", "Ngày thực hiện", "Số lượng"]
            outcome = world.load("activity", [header, *cells], on(last), adds=adds)
            loaded.append((rows, last, adds, undone, outcome))
        for _rows, _last, _adds, undone, outcome in loaded:
            if undone and outcome.loaded_before is None and outcome.batch is not None:
                undo(world.store, outcome.batch, undone_by="t", reason="", at=world.clock)
        standing: list[tuple[int, int]] = []
        for rows, last, adds, undone, outcome in loaded:
            if undone or outcome.loaded_before is not None:
                continue
            first = min(day for day, _number in rows)
            if not adds:
                standing = [row for row in standing if not first <= row[0] <= last]
            standing += rows
        found = activities(world.store, on(start), on(end))
        told = Counter((row.held_on, row.quantity) for row in found.rows) if found else Counter()
        assert told == Counter((on(day), number) for day, number in standing if start <= day <= end)
