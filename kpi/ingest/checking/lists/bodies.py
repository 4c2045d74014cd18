"""Bodies beside the heads of a village ("Tổ hòa giải", "Chi bộ", "Ban công tác Mặt trận"): headings that name no village, and whose
posts are called as those of a village are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi.config.models import Config
from kpi.domain.datasets import INSTITUTION, OFFICIAL
from kpi.ingest.checking.beginnings import Words, beginnings
from kpi.ingest.checking.cells import TWO_POSTS, MeaningOf
from kpi.ingest.checking.layout import BodyHeading, Layout
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import clean_text, fold, mentions

_NUMBER = re.compile(
    r"\W*(?:(?:\d{1,2}|[IVXivx]+|[A-Ha-hđĐ])\s*[.)/:-]+\s*)?[\W_]*(?:(?:các|danh sách|ds)\s+)?", re.IGNORECASE
)
# What a post may be of, by its own words: "Tổ trưởng" of a tổ, "Trưởng ban" of a ban.
_OF_WHAT = frozenset(("to", "ban", "doi"))
_TEAMS = ("to", "doi")  # of whom a head is called as one of a village's is
_COMMITTEES = ("ban",)
_SHORT_FOR = {"bcd": "ban"}  # "BCĐ giảm nghèo" is a ban
_MEMBER = "vien"  # "Chi ủy viên" is a post


@dataclass(frozen=True, slots=True)
class Body:
    """A body as the configuration writes it (``name``), and what a text says behind it."""

    name: str
    rest: str


def body_in(text: str, config: Config) -> Body | None:
    """The body with whose name a text begins, mark for mark; None for a post in it ("Chi hội trưởng"), and for all else."""
    left = clean_text(text)
    said = left[_NUMBER.match(left).end() :].split()  # type: ignore[union-attr]
    for name in sorted(config.recognition.bodies, key=len, reverse=True):
        count = len(name.split())
        if not mentions(" ".join(said[:count]), name) or len(said) < count:
            continue
        rest = fold(" ".join(said[count:]))
        return None if rest.split()[:1] == [_MEMBER] or _is_post(fold(" ".join(said)), config) else Body(name, rest)
    return None


def _is_post(said: str, config: Config) -> bool:
    posts = config.lookups[OFFICIAL.id]["post"].values()
    return any(said == fold(word) for words in posts for word in words if fold(word).split()[-1] in ("truong", "pho"))


def headings_of_bodies(sheet: Sheet, layout: Layout, config: Config) -> dict[int, BodyHeading]:
    """Number of a row as Excel counts → the body that it names and nobody, however it is numbered. One that stands among the posts
    beside a number may lack its name."""
    if not config.recognition.bodies:
        return {}
    found = {}
    for number, row in enumerate(sheet.rows[layout.body :], start=layout.body + 1):
        told = {cell.strip() for cell in row if sum(map(str.isalpha, cell)) > 1}
        if len(told) != 1 or _lacks_its_name(row, layout):
            continue
        (text,) = told
        if (body := body_in(text, config)) is not None:
            found[number] = BodyHeading(text, _is_of_village(body, config))
    return found


def _lacks_its_name(row: Sequence[str], layout: Layout) -> bool:
    place = layout.positions.get("post")
    return layout.is_numbered(row) and place is not None and place < len(row) and bool(row[place].strip())


def _is_of_village(body: Body, config: Config) -> bool:
    """Whether a body is one of villages; "Chi bộ Công an", "Chi bộ Trường Mầm non" are of offices."""
    offices = (word for words in config.lookups[INSTITUTION.id]["kind"].values() for word in words)
    return not any(f" {word} " in f" {body.rest} " for word in map(fold, offices) if word)


def team_in(texts: Sequence[str], config: Config, *, beside_heads: bool) -> str:
    """The team or committee of which a list is by its title or its headers ("DANH SÁCH TỔ HÒA GIẢI"); empty where none is named.
    ``beside_heads``: the list names heads of villages, too, who are called as those of a team are."""
    kinds = _COMMITTEES if beside_heads else (*_TEAMS, *_COMMITTEES)
    teams = [name for name in config.recognition.bodies if _kind_of(name) in kinds]
    named = (name for name in sorted(teams, key=len, reverse=True) for text in texts if mentions(text, name))
    return next(named, "")


def _kind_of(name: str) -> str:
    """What a body is by the first word of its name: a tổ, a đội, a ban."""
    first = fold(name).split()[0]
    return _SHORT_FOR.get(first, first)


def post_of_body(text: str, words: Words, meaning_of: MeaningOf, config: Config) -> str | None:
    """The meaning of a post whose body its own cell names: "Tổ trưởng tổ hòa giải" heads no village; None for any other."""
    written = clean_text(text).split()
    for meaning, rest in beginnings(text, words):
        count = len(rest.split())
        if not count:
            continue
        post, behind = " ".join(written[:-count]), " ".join(written[-count:])
        if (body := body_in(behind, config)) is not None and _OF_WHAT.intersection(fold(post).split()):
            return post_within(post, body, meaning, meaning_of, config)
    return None


def post_within(post: str, body: Body, meaning: str, meaning_of: MeaningOf, config: Config) -> str:
    """What a post means below a body's heading: "Tổ trưởng" below "Tổ hòa giải" heads no village. Of a post that may be nobody else's
    ("Trưởng thôn") it is what it is alone."""
    said = fold(post)
    if not _may_be_of_others(said, meaning, config):
        return meaning
    own, of_what = _kind_of(body.name), _OF_WHAT.intersection(said.split())
    if of_what and own not in of_what:
        return meaning
    found = (meaning_of(text)[0] for text in _written_out(post, body))
    return next(filter(None, found), None) or ("other" if of_what or meaning.startswith("committee") else meaning)


def _written_out(post: str, body: Body) -> Iterator[str]:
    yield f"{post} {body.name}"
    first, _space, rest = body.name.partition(" ")
    if fold(post).split()[-1:] == [fold(first)]:  # "Trưởng ban" of "Ban công tác Mặt trận"
        yield f"{post} {rest}"


def _may_be_of_others(said: str, meaning: str, config: Config) -> bool:
    """Whether a post that means something else begins with it."""
    posts = config.lookups[OFFICIAL.id]["post"]
    return said in TWO_POSTS or any(
        fold(word).startswith(f"{said} ") for other, words in posts.items() if other != meaning for word in words
    )
