"""A list of officials: they are compared with members by name; a post may say of which village it is."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.kinds import beginnings, words_of
from kpi.vietnamese.text import clean_text, name_key


class OfficialChecks(Checks):
    """The key of each name; posts with a village's name behind them ("Tổ trưởng TDP 3", "Trưởng thôn Đông Hải")."""

    def check(self, rows: Rows) -> None:
        rows.fields["name_key"] = [name_key(name or "") for name in rows.fields["name"]]
        words, column = words_of(rows.config, rows.dataset, "post"), rows.dataset.column("post")
        for place in list(rows.problems):
            for problem in rows.faults(place, column):
                post, village = _post_of_village(problem.value or "", rows, words)
                if post is not None:
                    rows.problems[place].remove(problem)
                    rows.fields["post"][place] = post
                    rows.fields["village"][place] = rows.fields["village"][place] or village


def _post_of_village(text: str, rows: Rows, words: Sequence[tuple[str, str]]) -> tuple[str | None, str | None]:
    """The post with which a text begins and the village that the rest names; the longest post whose rest names one."""
    written = clean_text(text).split()
    for post, rest in beginnings(text, words):
        behind = " ".join(written[-len(rest.split()) :]) if rest else ""  # with its marks: Hải is no Hai
        village = rows.villages.find(behind) or (rows.villages.find(" ".join(written[1:])) if rest else None)
        if village is not None:
            return post, village
    return None, None
