"""What to do first so that the figures can be trusted, gravest first: how many, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from kpi.answers.quality import Quality
from kpi.config.models import Config
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.judgement.trust import FigureDoubt
from kpi.ui.parts.attention import NAMED, Notice, age_in_words
from kpi.ui.quality.tables import arrived
from kpi.vietnamese.order import by_name


def to_do(answer: Quality, config: Config) -> list[Notice]:
    """Everything that a person can set right; empty where nothing is in the way."""
    found = [
        _villages(answer),
        _registers(answer, config),
        _rejected(answer),
        _undated(answer),
        *_lists(answer, config.attention.stale_list_days),
        _ties(answer),
        _repeated(answer),
        _strange_codes(answer),
        _shared(answer),
        _full(answer, config.attention.full_group_percent),
        _old(answer, config),
        _unlinked(answer),
    ]
    return [notice for notice in found if notice is not None]


def _notice(title: str, places: Iterable[str], remedy: str, *, grave: bool = False) -> Notice:
    every = list(places)
    shown = " · ".join(every[:NAMED])
    if len(every) > NAMED:
        shown = _("{shown} and {count} more", shown=shown, count=format_count(len(every) - NAMED))
    detail = _("{places} → {remedy}", places=shown, remedy=remedy) if shown else _("→ {remedy}", remedy=remedy)
    return Notice(title, detail, "bad", "✖") if grave else Notice(title, detail, "near", "▲")


def _villages(answer: Quality) -> Notice | None:
    missing = answer.villages_without_list
    if not missing:
        return None
    return _notice(
        _("Villages left out of the count: {count}", count=format_count(len(missing))),
        [_("no household list of {village} yet", village=village.name) for village in missing],
        _("load the village's household list"),
        grave=True,
    )


def _registers(answer: Quality, config: Config) -> Notice | None:
    missing = [trust.indicator for trust in answer.indicators if FigureDoubt.NO_REGISTER in trust.doubts]
    if answer.villages_without_list and "households" in missing:
        missing.remove("households")  # said village by village
    places = [config.indicator(indicator).spoken_title for indicator in missing]
    if not answer.groups:
        places.append(_("list of groups"))
    if not places:
        return None
    return _notice(
        _("Registers not loaded: {count}", count=format_count(len(places))),
        places,
        _("load them; until then there is no figure"),
        grave=True,
    )


def _rejected(answer: Quality) -> Notice | None:
    if not answer.rejections:
        return None
    return _notice(
        _("Rejected rows, missing from the figures: {count}", count=format_count(answer.rejected_rows)),
        [
            _("{file}, sheet {sheet}: {count}", file=row.file, sheet=row.sheet, count=format_count(row.rejected))
            if row.sheet
            else _("{name}: {count}", name=row.file, count=format_count(row.rejected))
            for row in answer.rejections
        ],
        _("correct the rows and load the file again"),
    )


def _undated(answer: Quality) -> Notice | None:
    if not answer.undated:
        return None
    return _notice(
        _("Reports closed on a day that is not known, in no figure: {count}", count=format_count(answer.undated)),
        [],
        _("write their days into the log and load it again"),
    )


def _lists(answer: Quality, limit: int) -> list[Notice | None]:
    """Lists of members that are not there, not whole or out of date."""
    missing = [group for group in answer.groups if group.listed_on is None]
    partial = [group for group in answer.groups if group.complete is False]
    stale = sorted(
        (group for group in answer.groups if group.stale), key=lambda group: (-(group.days or 0), by_name(group.name))
    )
    return [
        _notice(
            _("Groups without any member list: {count}", count=format_count(len(missing))),
            [group.name for group in missing],
            _("take the group's list and load it"),
        )
        if missing
        else None,
        _notice(
            _("Incomplete member lists: {count}", count=format_count(len(partial))),
            [_("{name}: {count}", name=group.name, count=arrived(group)) for group in partial],
            _("take the whole list again"),
        )
        if partial
        else None,
        _notice(
            _(
                "Member lists older than {limit} days: {count}",
                limit=format_count(limit),
                count=format_count(len(stale)),
            ),
            [age_in_words(group.name, group.days or 0, group.added_on) for group in stale],
            _("take a new list"),
        )
        if stale
        else None,
    ]


def _ties(answer: Quality) -> Notice | None:
    if not answer.tied:
        return None
    return _notice(
        _("Members who fit several entries: {count}", count=format_count(answer.tied)),
        [],
        _("a person must decide for whom each of them counts"),
    )


def _repeated(answer: Quality) -> Notice | None:
    found = answer.repetitions
    counts = [
        (_("code in the lists of two villages: {count}", count=format_count(found.codes_in_two_lists)),
         found.codes_in_two_lists),
        (_("same head and number, other code: {count}", count=format_count(found.same_head_and_phone)),
         found.same_head_and_phone),
    ]  # fmt: skip
    total = sum(count for _text, count in counts)
    if not total:
        return None
    return _notice(
        _("Households that seem to stand twice: {count}", count=format_count(total)),
        [text for text, count in counts if count],
        _("strike the double entry from the list"),
    )


def _strange_codes(answer: Quality) -> Notice | None:
    groups = [group for group in answer.groups if group.unknown_codes]
    if not groups:
        return None
    return _notice(
        _(
            "Members with a code that no register holds: {count}",
            count=format_count(sum(group.unknown_codes for group in groups)),
        ),
        [_("{name}: {count}", name=group.name, count=format_count(group.unknown_codes)) for group in groups],
        _("correct the code or add it to the register"),
    )


def _shared(answer: Quality) -> Notice | None:
    found = answer.repetitions
    if not found.shared_numbers:
        return None
    return _notice(
        _("Mobile numbers of several households: {count}", count=format_count(found.shared_numbers)),
        [_("households concerned: {count}", count=format_count(found.households_sharing))],
        _("ask for each household's own number"),
    )


def _full(answer: Quality, limit: int) -> Notice | None:
    full = [group for group in answer.groups if group.nearly_full]
    if not full:
        return None
    return _notice(
        _("Groups filled to {percent}% at least: {count}", percent=limit, count=format_count(len(full))),
        [
            _(
                "{name}: {count} of {total} members",
                name=group.name,
                count=format_count(group.size or 0),
                total=format_count(group.max_members or 0),
            )
            for group in full
        ],
        _("prepare a further group"),
    )


def _old(answer: Quality, config: Config) -> Notice | None:
    old = [trust for trust in answer.indicators if FigureDoubt.OLD_REGISTER in trust.doubts]
    if not old:
        return None
    return _notice(
        _(
            "Registers older than {limit} days: {count}",
            limit=format_count(config.attention.old_register_days),
            count=format_count(len(old)),
        ),
        [
            _(
                "{name}: {days} days",
                name=config.indicator(trust.indicator).spoken_title,
                days=format_count(trust.days or 0),
            )
            for trust in old
        ],
        _("load the register as it is now"),
    )


def _unlinked(answer: Quality) -> Notice | None:
    if not answer.members.unlinked:
        return None
    everybody = answer.members.linked + answer.members.tied + answer.members.unlinked
    title = _("Members not linked to anyone: {count}", count=format_count(answer.members.unlinked))
    detail = _notice(
        title,
        [_("of {total} members", total=format_count(everybody))],
        _("add their codes or phone numbers to the lists"),
    ).detail
    return Notice(title, detail, "none", "○")
