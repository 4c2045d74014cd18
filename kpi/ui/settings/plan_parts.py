"""What a plan names itself, as parts of the page: indicators, columns of yes and no, registers, kinds of groups, posts, components."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import COMPONENTS, GROUP_KINDS, POSTS
from kpi.domain.indicators import BY_MEMBERS, Way
from kpi.i18n.formats import NOTHING
from kpi.i18n.messages import N_, _
from kpi.ui.settings import plan_rows
from kpi.ui.settings.counting import counting_in_words, registers
from kpi.ui.settings.fields import Box, SettingField, SettingsPart

Row = Mapping[str, Any]
WAYS = {
    str(Way.LINKED): N_("somebody of it is in a group"), str(Way.MARKED): N_("a yes in a column of its list"),
    str(Way.COMPOSED): N_("its group has the members asked for"), str(Way.TIMELY): N_("handled by its deadline"),
}  # fmt: skip
SCOPES = {"commune": N_("one list of the commune"), "village": N_("a list of each village")}


def _lists(config: Config) -> dict[str, str]:
    return {one.id: _(one.name) for one in config.datasets}


def _markable(config: Config) -> dict[str, str]:
    named = _lists(config)
    return {name: named[name] for name in registers(config)}


def _called(words: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, str]:
    """Names of the file by the first word that lists have for them."""
    return {name: (words.get(name) or (name,))[0] for name in names}


def _groups(config: Config) -> dict[str, str]:
    own = [one.id for one in config.plan.group_kinds]
    return _called(config.lookups.get("group", {}).get("kind", {}), [*GROUP_KINDS, *own])


def _asked(config: Config) -> dict[str, str]:
    """Posts by the words of officials' lists, components by those of members'."""
    posts = [*POSTS, *(one.id for one in config.plan.posts)]
    components = [*COMPONENTS, *(one.id for one in config.plan.components)]
    of_members = _called(config.lookups.get("membership", {}).get("component", {}), components)
    return of_members | _called(config.lookups.get("official", {}).get("post", {}), posts)


def _kinds_of(register: str) -> Callable[[Config], Mapping[str, str]]:
    def choices(config: Config) -> dict[str, str]:
        columns = [one for one in config.dataset(register).columns if one.name == "kind"]
        words = config.lookups.get(register, {}).get("kind", {})
        return {name: said for column in columns for name, said in _called(words, column.meanings).items()}

    return choices


def _marks_of(register: str) -> Callable[[Config], Mapping[str, str]]:
    return lambda config: {one.id: one.header for one in config.plan.marks if one.register == register}


def _every_mark(config: Config) -> dict[str, str]:
    return {one.id: one.header for one in config.plan.marks}


def _spoken(words: Mapping[str, str]) -> Callable[[Config], Mapping[str, str]]:
    return lambda _config: {name: _(said) for name, said in words.items()}


def _of_indicator(part: SettingsPart, row: Row, config: Config) -> tuple[SettingField, ...]:
    """What an indicator of its register and way may say; these two stay what they are."""
    register, way = str(row.get("register", "")), row.get("way")
    fits = {
        "register": False, "way": False, "kinds": way != Way.TIMELY and bool(_kinds_of(register)(config)),
        "groups": way in BY_MEMBERS, "asks": way == Way.COMPOSED, "mark": way == Way.MARKED,
    }  # fmt: skip
    bound = {"kinds": _kinds_of(register), "mark": _marks_of(register)}
    return tuple(
        replace(one, choices=bound[one.key]) if one.key in bound else one
        for one in part.fields
        if fits.get(one.key, True)
    )


def _indicator(row: Row, config: Config) -> str:
    return " · ".join(filter(None, (str(row.get("short_title") or NOTHING), counting_in_words(row, config))))


def _column(row: Row, config: Config) -> str:
    return f"{row.get('header', NOTHING)} · {_lists(config).get(str(row.get('register')), NOTHING)}"


def _words(part: str, title: str, told: str) -> SettingsPart:
    """A part of names for which lists have words (``PLAN_WORDS``)."""
    note = N_("Word for word as lists have them, the first as pages call it. Several: one a line.")
    return SettingsPart(
        part, title, lambda plan: ("plans", plan, part),
        (SettingField("words", N_("Words of the lists (one a line)"), Box.LINES, note=note),),
        lambda row, _config: str(next(iter(row.get("words") or ()), NOTHING)), named=lambda row: str(row["words"][0]), told=told,
    )  # fmt: skip


_OTHER_HEADERS = N_("Other headers that lists have for it (one a line)")
_SAID = N_("As the plan says it; it stands on the method page and in the report.")
_MEANINGS = N_("A line for each meaning; other spellings of it behind a semicolon: “in use; used”.")
INDICATORS = SettingsPart(
    "indicators", N_("Indicators"), lambda plan: ("plans", plan, "indicators"),
    (
        SettingField("short_title", N_("Short title"), note=N_("On cards, in tables and menus.")),
        SettingField("title", N_("Title"), note=_SAID),
        SettingField("unit", N_("Counted in"), note=N_("What stands behind a number: households, schools.")),
        SettingField("register", N_("List that it counts against"), Box.CHOICE, choices=_lists),
        SettingField("way", N_("What counts"), Box.CHOICE, choices=_spoken(WAYS)),
        SettingField(
            "mark", N_("Column of yes and no"), Box.CHOICE, choices=_every_mark,
            note=N_("An entry counts where its list says yes here. A new column is named under “Columns of yes and no”."),
        ),
        SettingField(
            "kinds", N_("Only entries of these kinds"), Box.CHOICES, empty=True, choices=_kinds_of(""),
            note=N_("None chosen: of all kinds; of businesses those that are enterprises."),
        ),
        SettingField(
            "groups", N_("In groups of these kinds"), Box.CHOICES, empty=True, choices=_groups,
            note=N_("None chosen: Zalo groups. A new kind is named under “Kinds of groups”."),
        ),
        SettingField(
            "asks", N_("Who must be in the group"), Box.CHOICES, empty=True, choices=_asked,
            note=N_("A member of each. None chosen: what “Who counts” says of villages."),
        ),
        SettingField("numerator", N_("What is counted, in words"), note=N_("The upper number of the ratio, for whoever checks it.")),
        SettingField("denominator", N_("Out of what, in words"), note=N_("The lower number of the ratio, for whoever checks it.")),
        SettingField("why", N_("Why it is counted"), note=N_("What the plan wants by it.")),
        SettingField("clause", N_("Section of the plan"), note=N_("Where the plan asks for it.")),
        SettingField("quote", N_("Words of the plan"), note=_SAID),
        SettingField("sustained", N_("The plan wants it sustained"), Box.FLAG, note=N_("Then it is told on which days it held.")),
        SettingField("place", N_("Place on the screens"), Box.NUMBER, empty=True, note=N_("Empty: as in the plan.")),
        SettingField("english.short_title", N_("Short title in English"), empty=True, note=N_("Only where English is spoken.")),
        SettingField("english.unit", N_("Counted in, in English"), empty=True, note=N_("Only where English is spoken.")),
    ), _indicator, drawn=_of_indicator, flat=plan_rows.indicator_in_boxes, nested=plan_rows.indicator_of,
    named=lambda row: str(row["short_title"]),
    told=N_(
        "What it counts and how is chosen once: an indicator that counts something else is a new row, so that figures of before keep"
        " their meaning. Its targets are set under “Targets”; they go when it is taken out."
    ),
)  # fmt: skip
MARKS = SettingsPart(
    "marks", N_("Columns of yes and no"), lambda plan: ("plans", plan, "marks"),
    (
        SettingField(
            "register", N_("List that has the column"), Box.CHOICE, choices=_markable,
            note=N_("A list that only this plan has is named under “Registers of the plan” first."),
        ),
        SettingField("header", N_("Header of the column"), note=N_("Word for word as it stands above the column.")),
        SettingField(
            "also", _OTHER_HEADERS, Box.LINES, empty=True, note=N_("Where villages call it otherwise; an empty cell is no yes.")
        ),
    ), _column, named=lambda row: str(row["header"]),
    told=N_("A list that was loaded before its column was named is loaded once more; until then its entries have no answer."),
)  # fmt: skip
REGISTERS = SettingsPart(
    "registers", N_("Registers of the plan"), lambda plan: ("plans", plan, "registers"),
    (
        SettingField("name", N_("Name of the list"), note=N_("As pages, templates and the log call it.")),
        SettingField("entries", N_("What its rows are"), note=N_("What is counted: children, collection points.")),
        SettingField(
            "titles", N_("Words of its title (one a line)"), Box.LINES,
            note=N_("By them a file is known as this list: what always stands in its title."),
        ),
        SettingField(
            "scope", N_("A newer list takes the place of"), Box.CHOICE, choices=_spoken(SCOPES),
            note=N_("Whether the commune keeps one list, or each village its own."),
        ),
        SettingField("code.header", N_("Code: header"), note=N_("By its code an entry is known again in the next list.")),
        SettingField("code.also", N_("Code: other headers (one a line)"), Box.LINES, empty=True),
        SettingField(
            "name.header", N_("Name: header (empty: no such column)"), empty=True,
            note=N_("Of a thing or a body only. Names of persons are never stored: write their headers at the end."),
        ),
        SettingField("name.also", N_("Name: other headers (one a line)"), Box.LINES, empty=True),
        SettingField(
            "village.header", N_("Village: header (empty: no such column)"), empty=True,
            note=N_("Needed where each village has its own list, and for figures by village."),
        ),
        SettingField("village.also", N_("Village: other headers (one a line)"), Box.LINES, empty=True),
        SettingField(
            "kind.header", N_("Kind: header (empty: no such column)"), empty=True,
            note=N_("Where indicators count only some of the entries, as by age or size."),
        ),
        SettingField("kind.also", N_("Kind: other headers (one a line)"), Box.LINES, empty=True),
        SettingField("kind.words", N_("Kinds (one a line)"), Box.LINES, empty=True, note=_MEANINGS),
        SettingField(
            "status.header", N_("State: header (empty: no such column)"), empty=True,
            note=N_("Where entries end: moved away, closed."),
        ),
        SettingField("status.also", N_("State: other headers (one a line)"), Box.LINES, empty=True),
        SettingField("status.words", N_("States in which an entry counts (one a line)"), Box.LINES, empty=True, note=_MEANINGS),
        SettingField(
            plan_rows.LEFT_OUT, N_("States in which it does not count (one a line)"), Box.LINES, empty=True, note=_MEANINGS
        ),
        SettingField(
            "private", N_("Headers of columns that are never stored (one a line)"), Box.LINES, empty=True,
            note=N_("Names of persons, of parents, days of birth: such a column is passed over."),
        ),
    ), lambda row, _config: str(row.get("name", NOTHING)), flat=plan_rows.register_in_boxes, nested=plan_rows.register_of,
    named=lambda row: str(row["entries"]),
    told=N_("A list that only this plan has. What its entries are asked is a column of yes and no, named in its own part."),
)  # fmt: skip
GROUP_LISTS = _words(
    "group_kinds", N_("Kinds of groups"),
    N_("A kind of lists of participants that are no Zalo groups, as of insured households; the register of groups names each by it."),
)  # fmt: skip
POST_WORDS = _words("posts", N_("Posts"), N_("Posts of officials that only this plan asks for in a group."))
COMPONENT_WORDS = _words(
    "components", N_("Components of groups"), N_("What a member is in a group as, where only this plan asks for it.")
)
# In the order in which a plan is set up: what is named before who names it.
OF_PLANS = (REGISTERS, MARKS, GROUP_LISTS, POST_WORDS, COMPONENT_WORDS, INDICATORS)
