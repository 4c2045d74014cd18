"""Việc cần làm shows what ``kpi.answers.tasks`` says, the overview its beginning, and neither a second judgement."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from kpi.answers.progress import list_days, progress
from kpi.answers.quality import quality
from kpi.answers.status import counted_history, status
from kpi.answers.tasks import tasks
from kpi.config.models import Config
from kpi.i18n.formats import format_date
from kpi.judgement.tasks import TaskKind, Urgency
from kpi.store import Store
from kpi.ui.parts.tasks import SHOWN, in_words, post_of, sums
from kpi.ui.todo.text import of_group
from tests.app.screen import _registered_pages, links, markup, open_page, words

pytestmark = pytest.mark.usefixtures("environment")

JUNE = date(2025, 6, 30)


def test_the_page_lists_every_task_with_its_day_its_post_and_the_way(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, "todo.py", ngay=f"{JUNE}")
    found = tasks(sample_store, config, JUNE)
    assert all(found.of(urgency) for urgency in (Urgency.LATE, Urgency.NOW, Urgency.AHEAD))
    rows = re.findall(r'<tr><th scope="row".*?</tr>', markup(test), re.S)
    cells = [unescape(re.sub(r"<[^>]+>", "|", row)) for row in rows]
    assert len(cells) == len(found.tasks)
    for task, row in zip(found.tasks, cells, strict=True):
        assert (format_date(task.day) if task.day else "—") in row
        assert in_words(task, config) in row and post_of(task, config) in row
    addresses = set(re.findall(r'href="([^"?]+)\?ngay=2025-06-30"', markup(test)))
    assert addresses and addresses <= {page["url_pathname"] for page in _registered_pages().values()}
    assert [block.value for block in test.code] == [of_group(found, config, ())]


def test_the_overview_begins_with_the_first_of_them(
    sample_store: Store, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page(sample_store.path, monkeypatch, ngay=f"{JUNE}")
    found = tasks(sample_store, config, JUNE)
    counts = [len(found.of(urgency)) for urgency in Urgency]
    assert sums(found) == "✖ Đã quá hạn: {} · ▲ Cần làm, chưa có hạn: {} · ○ Sắp tới: {}".format(*counts)
    assert sums(found) in words(test)
    for task in found.tasks[:SHOWN]:
        assert in_words(task, config) in words(test)
    assert in_words(found.tasks[SHOWN], config) not in words(test)
    assert f"Xem tất cả {len(found.tasks)} việc, có người làm và hạn" in links(test)


@pytest.mark.parametrize("day", [JUNE, date(2024, 9, 30), date(2025, 12, 31)], ids=str)
def test_it_judges_as_the_pages_of_data_quality_and_progress_do(sample_store: Store, config: Config, day: date) -> None:
    found = tasks(sample_store, config, day)

    def told(kind: TaskKind) -> list[tuple[str, int]]:
        return sorted((task.about, task.count) for task in found.tasks if task.kind is kind)

    answer, known = quality(sample_store, config, day), counted_history(sample_store, config)
    assert told(TaskKind.MEMBERS_OLD) == sorted((one.name, one.days or 0) for one in answer.groups if one.stale)
    assert sum(count for _about, count in told(TaskKind.ROWS_REJECTED)) == answer.rejected_rows
    assert sum(count for _about, count in told(TaskKind.MEMBERS_TIED)) == answer.tied
    ahead = progress(
        status(sample_store, config, day), known.statuses, list_days(sample_store, config, day), config
    ).of("households")
    assert told(TaskKind.VILLAGE_SHORT) == sorted((gap.village.name, gap.missing) for gap in ahead.gaps if gap.missing)


def test_a_year_without_a_target_says_so(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(open_page(sample_store.path, monkeypatch, "todo.py", ngay="2026-03-31"))
    assert "không nêu thôn nào còn thiếu" in shown and "mỗi tuần" not in shown
