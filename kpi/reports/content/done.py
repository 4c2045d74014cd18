"""What the commune did in the period, in section I: papers by number and day, sessions, posts and places by count. Pure.

Where no list speaks of the period the place is left for the hand; of what a list does not name nothing is said, not even that there
was none.
"""

from __future__ import annotations

from datetime import date

from kpi.answers.activities import Activities, Counted
from kpi.reports.content.wording import BLANK, capital, day, number
from kpi.vietnamese.papers import name_of_paper

# So many papers stand in a sentence; the others are only counted.
MOST_PAPERS = 12
_BY_HAND = f"Công tác chỉ đạo, tuyên truyền, niêm yết trong kỳ: {BLANK}"


def done(found: Activities | None) -> tuple[str, ...]:
    """The sentences, as far as lists of activities speak of the period."""
    if found is None:
        return (_BY_HAND,)
    if not found.rows:
        return (f"Danh sách hoạt động của kỳ không ghi hoạt động nào{_as_far(found)}.",)
    said = list(filter(None, (_sessions(found), _posts(found.posts), _guides(found.guides), _places(found.places))))
    done = f"{capital('; '.join(said))}." if said else ""
    return (*filter(None, (_papers(found), done)), *_limits(found))


def paper_in_words(paper: str, issued_on: date | None) -> str:
    """Kế hoạch số 05/KH-UBND ngày 05/4/2024."""
    on = "" if issued_on is None else f" ngày {day(issued_on)}"
    return f"{name_of_paper(paper)} số {paper}{on}"


def _papers(found: Activities) -> str:
    papers = [paper_in_words(row.paper or "", row.held_on) for row in found.papers]
    if not papers:
        return ""
    more = f" và {number(len(papers) - MOST_PAPERS)} văn bản khác" if len(papers) > MOST_PAPERS else ""
    return f"Trong kỳ đã ban hành {number(len(papers))} văn bản: {'; '.join(papers[:MOST_PAPERS])}{more}."


def _sessions(found: Activities) -> str:
    where = f" tại {number(found.villages)} thôn" if found.villages else ""
    return _with_number(found.sessions, f"tổ chức {{}} buổi tuyên truyền{where}", "buổi", "lượt người dự")


def _posts(posts: Counted) -> str:
    return _with_number(posts, "đăng {} tin, bài tuyên truyền", "tin, bài", "lượt tiếp cận")


def _with_number(counted: Counted, sentence: str, unit: str, of_what: str) -> str:
    """How many there were, and of those that tell it the number: of how many of them, where not all do."""
    if not counted.count:
        return ""
    said = sentence.format(number(counted.count))
    if not counted.of_them:
        return said
    if counted.of_them == counted.count:
        return f"{said} với {number(counted.told)} {of_what}"
    return f"{said} ({number(counted.of_them)} {unit} có ghi số lượng: {number(counted.told)} {of_what})"


def _guides(count: int) -> str:
    return f"đăng {number(count)} hướng dẫn thủ tục hành chính trên Zalo page của Công an xã" if count else ""


def _places(count: int) -> str:
    return f"niêm yết công khai tại {number(count)} điểm" if count else ""


def _as_far(found: Activities) -> str:
    """Up to when that holds, where lists do not speak of the whole period."""
    if found.covered:
        return ""
    return " trong những ngày đã ghi" if found.until is None else f" đến ngày {day(found.until)}"


def _limits(found: Activities) -> tuple[str, ...]:
    """What of the period no list speaks of."""
    if found.covered:
        return ()
    if found.until is None:
        return ("Danh sách hoạt động chưa ghi đủ các ngày của kỳ báo cáo.",)
    return (f"Danh sách hoạt động mới ghi đến ngày {day(found.until)}.",)
