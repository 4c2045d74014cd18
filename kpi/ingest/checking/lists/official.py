"""A list of officials: they are compared with members by name; a post may say of which village it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kpi.config.models import Config
from kpi.domain.datasets import GROUP, OFFICIAL
from kpi.i18n.messages import _
from kpi.ingest.checking.beginnings import Words, beginnings, words_of
from kpi.ingest.checking.cells import TWO_POSTS, Doubt, MeaningOf, word_meaning
from kpi.ingest.checking.checked import vacant
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.bodies import Body, body_in, headings_of_bodies, post_of_body, post_within, team_in
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.own_columns import OwnPhones, without_the_gone
from kpi.ingest.checking.signs import is_person
from kpi.ingest.checking.traits import CellSample, says, says_nobody
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.places import UNIT_WORDS
from kpi.vietnamese.text import clean_text, fold, mentions, name_key, without_comrade

_OTHER = "other"
_HALF = 0.5
_BETWEEN_POSTS = re.compile(r"\s*(?:[,;+/–-]|\bkiêm\b)\s*", re.IGNORECASE)


class OfficialChecks(Checks):
    """The key of each name; posts with a village's name behind them ("Tổ trưởng TDP 3", "Trưởng thôn Đông Hải"); posts that nobody
    holds ("khuyết")."""

    def check(self, rows: Rows) -> None:
        rows.fields["name"] = [name and without_comrade(name) for name in rows.fields["name"]]
        rows.fields["name_key"] = [name_key(name or "") for name in rows.fields["name"]]
        words, column = words_of(rows.config, rows.dataset, "post"), rows.dataset.column("post")
        meaning_of = word_meaning(rows.dataset, column, rows.config)
        bodies = {heading: body_in(heading, rows.config) for heading in set(rows.parts)}
        for place in list(rows.problems):
            body = bodies[rows.parts[place]]
            for problem in rows.faults(place, column):
                if fold(problem.value or "") in TWO_POSTS:
                    continue
                post, village = _post_of_village(problem.value or "", rows, words)
                post = post or post_of_body(problem.value or "", words, meaning_of, rows.config)
                post = post or _first_of_posts(problem.value or "", words, meaning_of, rows.config, body)
                post = post or _other_post(problem.value or "", words)
                if post is not None:
                    rows.problems[place].remove(problem)
                    rows.fields["post"][place] = post
                    rows.fields["village"][place] = rows.fields["village"][place] or village
        _read_within_bodies(rows, bodies, meaning_of)
        known = rows.config.recognition
        is_vacant, is_no_name = says_nobody(known.vacant, known.vacant_begins), says(known.no_names)
        for place, name in enumerate(rows.fields["name"]):
            if name and is_vacant(name):
                has_phone = any(number[place] for number in (rows.fields["phone"], rows.fields["other_phone"]))
                if has_phone and not is_person(name):
                    rows.doubt(place, rows.dataset.column("name"), name, _no_name())
                elif not has_phone:
                    rows.pass_over(place, vacant())
            elif name and (is_no_name(name) or not any(map(str.isalpha, name))):
                rows.doubt(place, rows.dataset.column("name"), name, _no_name())


def _read_within_bodies(rows: Rows, bodies: Mapping[str, Body | None], meaning_of: MeaningOf) -> None:
    """Posts below the heading of a body, or on a list of one, are its own where their words may be anybody's."""
    for place, heading in enumerate(rows.parts):
        body, meaning = bodies[heading], rows.fields["post"][place]
        if body is not None and meaning is not None:
            rows.fields["post"][place] = post_within(rows.said(place, "post"), body, meaning, meaning_of, rows.config)


def _no_name() -> Doubt:
    message = _("this names nobody; write the name of who holds the post, or take the row out")
    return Doubt("no_name", message, "error")


class OfficialColumns(OwnPhones):
    """Of which body the posts are."""

    def clear(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """With the column of posts that are the committee's before that of other posts of the same people; and the committee's
        name, where the list's title or this column says that the posts are of one."""
        names = config.lookups[GROUP.id]["kind"]["committee"]
        if "post" not in layout.positions:
            return layout
        layout = replace(layout, bodies=headings_of_bodies(sheet, layout, config))
        places = [layout.positions["post"], *(place for place, name in layout.rivals if name == "post")]
        of_committee = [place for place in places if _mentions_any(layout.headers[place], names)]
        if len(of_committee) == 1 and len(places) > 1:
            layout = layout.settled("post", of_committee[0])
        else:
            layout = _with_all_posts(sheet, layout, config)
        told = [cell for row in sheet.rows[: layout.header] for cell in row] if not of_committee else []
        is_titled = any(_mentions_any(cell, names) for cell in told)
        is_within = bool(of_committee) or (is_titled and not _is_of_another_committee(told, names, config))
        teams = config.recognition.teams  # "Tổ trưởng" of one of them heads no tổ dân phố
        is_team = any(_mentions_any(cell, teams) for cell in (*told, *layout.named.values()))
        is_team = is_team and not any(_mentions_any(cell, _heads_alone(config)) for cell in told)
        if is_within or is_team:
            return replace(layout, within=names[0] if is_within else teams[0])
        is_of_heads = any(_mentions_any(cell, _heads_alone(config)) for cell in told)
        told_of = (*told, *layout.named.values(), sheet.name)
        return replace(layout, team=team_in(told_of, config, beside_heads=is_of_heads))

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """Without those who by the notes have left their post ("Miễn nhiệm 15/9/2026", "thôi giữ chức")."""
        return without_the_gone(sheet, super().place(sheet, layout, config), config)


def _is_of_another_committee(told: Sequence[str], names: Sequence[str], config: Config) -> bool:
    """Whether a title names a committee for something ("Ban chỉ đạo giảm nghèo") that no plan's title speaks of."""
    named = fold(team_in(told, config, beside_heads=True))
    aim = next((named.removeprefix(f"{name} ") for name in map(fold, names) if named.startswith(f"{name} ")), "")
    return bool(aim) and not any(f" {aim} " in f" {fold(plan.title)} " for plan in config.plans)


def _with_all_posts(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """With every column of posts that people hold beside the first ("Chức vụ Đảng", "Chức vụ chính quyền"): whoever holds several is
    what the first of them in the order of the configuration says."""
    others = [place for place, name in layout.rivals if name == "post"]
    if not others:
        return layout
    is_post = _is_post(config)
    held = [one for one in others if CellSample.of(sheet.rows[layout.body :], one).share(is_post) >= _HALF]
    rivals = tuple(one for one in layout.rivals if one[0] not in held)
    return replace(layout.joining("post", held), rivals=rivals)


def _is_post(config: Config) -> Callable[[str], bool]:
    known = says(word for words in config.lookups[OFFICIAL.id]["post"].values() for word in words)
    return lambda cell: known(cell) or all(map(known, _BETWEEN_POSTS.split(cell)))


def _heads_alone(config: Config) -> list[str]:
    """The words for heads of villages with which no other post begins: beside one of them a title names a team and the heads."""
    posts = config.lookups[OFFICIAL.id]["post"]
    others = [f"{fold(post)} " for post in posts[_OTHER]]
    return [word for word in posts["village_head"] if not any(post.startswith(f"{fold(word)} ") for post in others)]


def _mentions_any(text: str, words: Iterable[str]) -> bool:
    return any(mentions(text, word) for word in words)


def _first_of_posts(text: str, words: Words, meaning_of: MeaningOf, config: Config, body: Body | None) -> str | None:
    """Of one person's several posts ("Bí thư chi bộ kiêm Trưởng bản") the first in the order of the configuration, each as it is in
    the ``body`` whose list it is; None where one of them is not known."""
    parts = [part for part in _BETWEEN_POSTS.split(text) if fold(part) not in UNIT_WORDS]  # "Trưởng ấp/KP/bản"
    met = ((part, meaning_of(part)[0] or _other_post(part, words)) for part in parts)
    named = {
        meaning if body is None or meaning is None else post_within(part, body, meaning, meaning_of, config)
        for part, meaning in met
    }
    order = config.lookups[OFFICIAL.id]["post"]
    return None if None in named or not named else next(post for post in order if post in named)


def _other_post(text: str, words: Words) -> str | None:
    """The meaning of a post that counts for no figure, where a text begins with it and names no other one behind ("Nhân viên y tế
    thôn bản", "Công chức Văn hóa - Xã hội")."""
    post, rest = next(beginnings(text, words), (None, ""))
    names_more = any(f" {word} " in f" {rest} " for word, meaning in words if meaning != _OTHER)
    return post if post == _OTHER and not names_more else None


def _post_of_village(text: str, rows: Rows, words: Words) -> tuple[str | None, str | None]:
    """The post with which a text begins and the village that the rest names, or none where it only says of what kind
    ("Bí thư Chi bộ khu phố"); the longest post whose rest does."""
    written = clean_text(text).split()
    for post, rest in beginnings(text, words):
        behind = " ".join(written[-len(rest.split()) :]) if rest else ""  # with its marks: Hải is no Hai
        village = rows.villages.find_in_words(behind) or (
            rows.villages.find_in_words(" ".join(written[1:])) if rest else None
        )
        if village is not None or rest in UNIT_WORDS:
            return post, village
    return None, None
