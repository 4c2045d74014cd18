"""What to do first so that the figures can be trusted, gravest first: how many, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kpi.answers.quality import Quality
from kpi.config.models import Config
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.judgement.trust import FigureDoubt
from kpi.ui.parts.attention import Notice, age_in_words, named
from kpi.ui.parts.look import Tone
from kpi.ui.quality.tables import arrived
from kpi.vietnamese.order import by_name


def to_do(answer: Quality, config: Config) -> list[Notice]:
    """Everything that a person can set right; empty where nothing is in the way."""
    found = [
        _villages(answer),
        *_entry_lists(answer, config),
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


def _notice(
    title: str, count: int, places: Iterable[str], remedy: str, *, grave: bool = False, **values: str
) -> Notice | None:
    """``title``: a message that names the count, and the values; without anything to count there is no notice."""
    if not count:
        return None
    shown = named(places)
    detail = _("{places} → {remedy}", places=shown, remedy=remedy) if shown else _("→ {remedy}", remedy=remedy)
    tone: tuple[Tone, str] = ("bad", "✖") if grave else ("near", "▲")
    return Notice(_(title, count=format_count(count), **values), detail, *tone)


def _villages(answer: Quality) -> Notice | None:
    missing = answer.villages_without_list
    return _notice(
        N_("Villages left out of the count: {count}"),
        len(missing),
        [_("no household list of {village} yet", village=village.name) for village in missing],
        _("load the village's household list"),
        grave=True,
    )


def _entry_lists(answer: Quality, config: Config) -> list[Notice | None]:
    """Of the registers that the plan adds and villages send: who has not, and whose list is old."""
    limit = config.attention.old_register_days
    found = []
    for register in answer.entry_registers:
        lists, called = (
            [one for one in answer.entry_lists if one.register == register],
            _(config.dataset(register).name),
        )
        missing = [one.name for one in lists if one.listed_on is None]
        stale = [age_in_words(one.name, one.days or 0, None) for one in lists if one.stale]
        found.append(
            _notice(
                N_("{list}: villages that have not sent it: {count}"), len(missing), missing,
                _("load the village's list; until then it is not counted"), grave=True, list=called,
            )
        )  # fmt: skip
        found.append(
            _notice(
                N_("{list}: older than {limit} days: {count}"), len(stale), stale, _("load the village's list as it is now"),
                list=called, limit=format_count(limit),
            )
        )  # fmt: skip
    return found


def _registers(answer: Quality, config: Config) -> Notice | None:
    missing = [trust.indicator for trust in answer.indicators if FigureDoubt.NO_REGISTER in trust.doubts]
    if answer.villages_without_list and "households" in missing:
        missing.remove("households")  # said village by village
    by_village = {one.register for one in answer.entry_lists}  # said village by village, too
    missing = [one for one in missing if config.indicator(one).register not in by_village]
    places = [config.indicator(indicator).spoken_title for indicator in missing]
    if not answer.groups:
        places.append(_("list of groups"))
    return _notice(
        N_("Registers not loaded: {count}"),
        len(places),
        places,
        _("load them; until then there is no figure"),
        grave=True,
    )


def _rejected(answer: Quality) -> Notice | None:
    places = [
        _("{file}, sheet {sheet}: {count}", file=row.file, sheet=row.sheet, count=format_count(row.rejected))
        if row.sheet
        else _("{name}: {count}", name=row.file, count=format_count(row.rejected))
        for row in answer.rejections
    ]
    remedy = _("correct the rows and load the file again")
    return _notice(N_("Rejected rows, missing from the figures: {count}"), answer.rejected_rows, places, remedy)


def _undated(answer: Quality) -> Notice | None:
    remedy = _("write their days into the log and load it again")
    return _notice(N_("Reports closed on a day that is not known, in no figure: {count}"), answer.undated, [], remedy)


def _lists(answer: Quality, limit: int) -> list[Notice | None]:
    """Lists of members that are not there, not whole or out of date."""
    missing = [group.name for group in answer.member_lists if group.listed_on is None]
    partial = [
        _("{name}: {count}", name=group.name, count=arrived(group))
        for group in answer.member_lists
        if group.complete is False
    ]
    stale = sorted(
        (group for group in answer.member_lists if group.stale),
        key=lambda group: (-(group.days or 0), by_name(group.name)),
    )
    ages = [age_in_words(group.name, group.days or 0, group.added_on) for group in stale]
    older = N_("Member lists older than {limit} days: {count}")
    return [
        _notice(
            N_("Groups without any member list: {count}"), len(missing), missing, _("take the group's list and load it")
        ),
        _notice(N_("Incomplete member lists: {count}"), len(partial), partial, _("take the whole list again")),
        _notice(older, len(ages), ages, _("take a new list"), limit=format_count(limit)),
    ]


def _ties(answer: Quality) -> Notice | None:
    remedy = _("a person must decide for whom each of them counts")
    return _notice(N_("Members who fit several entries: {count}"), answer.tied, [], remedy)


def _repeated(answer: Quality) -> Notice | None:
    found = answer.repetitions
    counts = {
        N_("code in the lists of two villages: {count}"): found.codes_in_two_lists,
        N_("same head and number, other code: {count}"): found.same_head_and_phone,
    }
    places = [_(text, count=format_count(count)) for text, count in counts.items() if count]
    remedy = _("strike the double entry from the list")
    return _notice(N_("Households that seem to stand twice: {count}"), sum(counts.values()), places, remedy)


def _strange_codes(answer: Quality) -> Notice | None:
    groups = [group for group in answer.groups if group.unknown_codes]
    return _notice(
        N_("Members with a code that no register holds: {count}"),
        sum(group.unknown_codes for group in groups),
        [_("{name}: {count}", name=group.name, count=format_count(group.unknown_codes)) for group in groups],
        _("correct the code or add it to the register"),
    )


def _shared(answer: Quality) -> Notice | None:
    found = answer.repetitions
    places = [_("households concerned: {count}", count=format_count(found.households_sharing))]
    remedy = _("ask for each household's own number")
    return _notice(N_("Mobile numbers of several households: {count}"), found.shared_numbers, places, remedy)


def _full(answer: Quality, limit: int) -> Notice | None:
    full = [
        _(
            "{name}: {count} of {total} members",
            name=group.name,
            count=format_count(group.size or 0),
            total=format_count(group.max_members or 0),
        )
        for group in answer.groups
        if group.nearly_full
    ]
    title, remedy = N_("Groups filled to {percent}% at least: {count}"), _("prepare a further group")
    return _notice(title, len(full), full, remedy, percent=format_count(limit))


def _old(answer: Quality, config: Config) -> Notice | None:
    old = [
        _(
            "{name}: {days} days",
            name=config.indicator(trust.indicator).spoken_title,
            days=format_count(trust.days or 0),
        )
        for trust in answer.indicators
        if FigureDoubt.OLD_REGISTER in trust.doubts
    ]
    title, remedy = N_("Registers older than {limit} days: {count}"), _("load the register as it is now")
    return _notice(title, len(old), old, remedy, limit=format_count(config.attention.old_register_days))


def _unlinked(answer: Quality) -> Notice | None:
    members = answer.members
    places = [_("of {total} members", total=format_count(members.linked + members.tied + members.unlinked))]
    remedy = _("add their codes or phone numbers to the lists")
    notice = _notice(N_("Members not linked to anyone: {count}"), members.unlinked, places, remedy)
    return notice and replace(notice, tone="none", icon="○")
