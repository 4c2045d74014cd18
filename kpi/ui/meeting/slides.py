"""A meeting's slides as one HTML document: everything is in it, so that it goes on when the connection does not.

Drawn from a frozen state only; arrow keys and a clicker (PageUp, PageDown) move through it, F fills the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from kpi.answers.households import compared_movement
from kpi.config.models import Config
from kpi.domain.goals import percent_of
from kpi.i18n.formats import format_count, format_date, format_moment, format_points, format_ratio
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.comparing import has_change
from kpi.judgement.verdicts import Verdict
from kpi.snapshots.freezing import MeetingFigures, notes_of, shown_of
from kpi.snapshots.meetings import STATES, Meeting, is_overdue
from kpi.store import Conclusion, DayNote, FrozenState
from kpi.ui.parts import cards, words
from kpi.ui.parts.attention import notices, notices_html
from kpi.ui.parts.charts import by_shortfall, village_name
from kpi.ui.parts.look import Tone, length
from kpi.ui.parts.notes import about_in_words, days_in_words, note_in_words
from kpi.ui.parts.panels import calm
from kpi.ui.parts.summary import summary
from kpi.ui.parts.tables import HtmlColumn, ListColumn, listing, table
from kpi.ui.shell.frame import STYLE

FOLDER = Path(__file__).parent
# So many rows fit on a slide that the last row of the room can read them; of villages more, in two columns.
MOST_ROWS = 9
ONE_COLUMN, MOST_VILLAGES = 12, 30
_SIGNS: dict[str, tuple[str, Tone]] = {"open": ("▲", "near"), "done": ("✔", "good"), "dropped": ("○", "none")}


def document(meeting: Meeting, config: Config, *, simulated: bool) -> str:
    """The whole presentation of one meeting."""
    shown, noted = shown_of(meeting.state), notes_of(meeting.state)
    bodies = [
        _opening(meeting.state, shown, config),
        _slide(_("Summary"), cards.cards(_pairs(shown, config), config)),
        *(_indicator(now, before, shown, config, noted) for now, before in _pairs(shown, config)),
        _slide(_("What has changed since {date}", date=format_date(shown.before.as_of)), _changes(shown, config)),
        *_notes(noted, config),
        _slide(_("Needs attention"), notices_html(notices(shown.now, shown.lists, shown.late, config))),
        *_earlier(meeting),
        _slide(title := _("Conclusions of this meeting"), _conclusions(meeting.decided, meeting.state, title)),
    ]
    count = len(bodies)
    pages = "".join(
        f'<section class="slide{" current" if number == 1 else ""}" aria-label="{number}/{count}">'
        f"{_banner(simulated)}{body}{_footer(meeting.state, config, number, count)}</section>"
        for number, body in enumerate(bodies, start=1)
    )
    title = _("Steering committee meeting – {unit}", unit=config.unit.name)
    style = "\n".join(file.read_text("utf-8") for file in (STYLE, FOLDER / "slides.css"))
    script = (FOLDER / "slides.js").read_text("utf-8")
    return (
        f'<!doctype html><html lang="{config.language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f'<style>{style}</style></head><body class="slides"><main>{pages}</main><script>{script}</script></body></html>'
    )


def _notes(found: Sequence[DayNote], config: Config) -> list[str]:
    """What was noted of the days since; no slide where nothing was."""
    columns: list[ListColumn[DayNote]] = [
        ListColumn(_("Number"), lambda note: note.note, numeric=True),
        ListColumn(_("On the days"), days_in_words),
        ListColumn(_("About"), lambda note: about_in_words(note, config)),
        ListColumn(_("What happened"), lambda note: note.words, long=True),
    ]
    parts = [found[place : place + MOST_ROWS] for place in range(0, len(found), MOST_ROWS)]
    return [_slide(_("Notes"), listing(part, columns, alt=_("Notes"))) for part in parts]


def _pairs(shown: MeetingFigures, config: Config) -> list[tuple[Assessment, Assessment]]:
    frozen = [one.id for one in shown.now.indicators]  # of a plan that has other ones by now, what was frozen is shown
    order = [
        *(name for name in config.plan.order if name in frozen),
        *(name for name in frozen if name not in config.plan.order),
    ]
    return [(shown.now.of(name), shown.before.of(name)) for name in order]


def _slide(title: str, body: str) -> str:
    return f'<h1 class="slide-title">{escape(title)}</h1><div class="slide-body">{body}</div>'


def _banner(simulated: bool) -> str:
    words_said = _("SIMULATED DATA – invented lists that show how the system works; not figures of the commune.")
    return f'<p class="kpi-banner" role="note">⚠ {escape(words_said)}</p>' if simulated else ""


def _footer(state: FrozenState, config: Config, number: int, count: int) -> str:
    said = _(
        "Frozen state {number} · as of {date} · known by {moment} · check code {code}",
        number=state.number, date=format_date(state.as_of), moment=format_moment(state.known_at), code=state.code,
    )  # fmt: skip
    left = f"{config.unit.name} · {said}"
    right = f'<i class="slide-turning" aria-hidden="true">▶</i> {number}/{count}'
    return f'<footer class="slide-footer"><span>{escape(left)}</span><span>{right}</span></footer>'


def _opening(state: FrozenState, shown: MeetingFigures, config: Config) -> str:
    compared = _("compared with {date}", date=format_date(state.compared))
    return (
        f'<div class="slide-opening"><p>{escape(config.unit.name)}</p><h1>{escape(_("Meeting of the steering committee"))}</h1>'
        f"<p>{escape(_('Figures as of {day}', day=format_date(state.as_of)))} · {escape(compared)}</p>"
        f'<p class="kpi-summary">{escape(summary(shown.now, shown.before, config))}</p>'
        f'<p class="kpi-quiet">{escape(_("Keys: → next, ← back, F full screen, A turns by itself"))}</p></div>'
    )


def _indicator(
    now: Assessment, before: Assessment, shown: MeetingFigures, config: Config, noted: Sequence[DayNote]
) -> str:
    """One indicator: its card on the left; on the right the villages, of reports the late ones: small counts are hidden by village.
    Below them the notes that are pinned to it; those of the whole plan have a slide of their own."""
    indicator = config.indicator(now.id)
    left = cards.cards([(now, before)], config)
    right = _late(now, shown) if now.is_flow else _villages(now)
    own = [note_in_words(note) for note in noted if note.indicator == now.id]
    more = f'<p class="kpi-quiet">{escape("; ".join(own))}</p>' if own else ""
    if not right:
        return _slide(indicator.title, f'<div class="slide-alone">{left}</div>{more}')
    return _slide(
        indicator.title, f'<div class="slide-halves slide-indicator"><div>{left}</div><div>{right}</div></div>{more}'
    )


def _late(now: Assessment, shown: MeetingFigures) -> str:
    """How many reports were not closed in time, and for how long; never a code: these slides may turn in a hall."""
    note = calm(_("Villages have too few reports to be told apart."))
    columns = [
        HtmlColumn(_("Late reports")),
        HtmlColumn(_("Count"), numeric=True),
        HtmlColumn(_("Longest, in days"), numeric=True),
    ]
    rows = []
    for title, cases in (
        (_("not settled"), [case for case in shown.late if case.closed_on is None]),
        (_("settled"), [case for case in shown.late if case.closed_on is not None]),
    ):
        if cases:
            longest = max(case.days_late(now.as_of) for case in cases)
            rows.append([title, format_count(len(cases)), format_count(longest)])
    return (table(columns, rows, alt=_("Late reports")) if rows else "") + note


def _villages(now: Assessment) -> str:
    """A bar a village, the one that lacks most on top; its counts beside it. Many stand in two columns, their verdict as a sign.

    Empty where nothing is known by village: what belongs to none is the whole.
    """
    counted = [village for village in by_shortfall(now.villages) if village.denominator]
    if not counted:
        return calm(words.why_in_words(now))
    if not any(village.name or village.code for village in counted):
        return ""
    drawn, rest = counted[:MOST_VILLAGES], counted[MOST_VILLAGES:]
    dense = len(drawn) > ONE_COLUMN
    rows = "".join(_village(village, dense=dense) for village in drawn)
    places = f"--rows:{(len(drawn) + 1) // 2 if dense else len(drawn)}"
    listed = f'<div class="slide-villages{" dense" if dense else ""}" style="{places}">{rows}</div>'
    if not rest:
        return listed
    met = sum(village.verdict is Verdict.MET for village in rest)
    said = _("and {count} more villages, {met} of them met", count=format_count(len(rest)), met=format_count(met))
    return f'{listed}<p class="kpi-quiet">{escape(said)}</p>'


def _village(village: VillageAssessment, *, dense: bool) -> str:
    badge = words.badge(village.verdict, near=village.near)
    ratio = format_ratio(village.numerator, village.denominator, village.target)
    counts = f"{format_count(village.numerator)}/{format_count(village.denominator)}"
    tick = (
        f'<i class="kpi-tick" style="left:{float(percent):.2f}%"></i>'
        if (percent := percent_of(village.target)) is not None
        else ""
    )
    sign = f'<b class="tone-{badge.tone}" role="img" aria-label="{escape(badge.word)}">{badge.icon}</b>'
    return (
        f'<div class="slide-village"><span>{escape(village_name(village))}</span>'
        f'<div class="kpi-bar" aria-hidden="true"><i class="kpi-reached tone-{badge.tone}"'
        f' style="width:{length(village.numerator, village.denominator):.2f}%"></i>{tick}</div>'
        f"<span>{ratio} · {counts}</span><span>{sign if dense else cards.verdict(badge)}</span></div>"
    )


def _changes(shown: MeetingFigures, config: Config) -> str:
    columns = [
        HtmlColumn(_("Indicator")), HtmlColumn(_("Before"), numeric=True), HtmlColumn(_("Now"), numeric=True),
        HtmlColumn(_("Change"), numeric=True),
    ]  # fmt: skip
    rows = [
        [
            indicator.spoken_title,
            *(_counts(row, indicator.spoken_counted_in) for row in (before, now)),
            _points(before, now),
        ]
        for now, before in _pairs(shown, config)
        for indicator in (config.indicator(now.id),)
    ]
    left = table(columns, rows, alt=_("What has changed"))
    if config.plan.lacking(["households"]):
        return f'<div class="slide-alone">{left}</div>'
    return f'<div class="slide-halves slide-changes"><div>{left}</div><div>{_moved(shown)}</div></div>'


def _moved(shown: MeetingFigures) -> str:
    """Where most households came and went; without a figure on both days the slide leaves it out: everybody would be new."""
    moved = compared_movement(shown.movement, shown.before.of("households"), shown.now.of("households"))
    if moved is None:
        return calm(_("One of the two days has no figure of households."))
    if not moved:
        return calm(_("No list of members is newer than {date}.", date=format_date(shown.before.as_of)))
    moved = tuple(
        row for row in moved if row.code is not None or row.joined or row.left
    )  # nobody of no village says nothing
    columns = [
        HtmlColumn(_("Village")),
        HtmlColumn(_("New since"), numeric=True),
        HtmlColumn(_("Gone since"), numeric=True),
    ]
    names = {row.code: row.name or row.code or _("no village") for row in moved}
    ordered = moved if len(moved) <= MOST_ROWS else tuple(sorted(moved, key=lambda row: -(row.joined + row.left)))
    rows = [[names[row.code], format_count(row.joined), format_count(row.left)] for row in ordered[:MOST_ROWS]]
    rest = ordered[MOST_ROWS:]
    if rest:
        title = _("{count} more villages", count=format_count(len(rest)))
        rows.append([title, format_count(sum(row.joined for row in rest)), format_count(sum(row.left for row in rest))])
    return table(columns, rows, alt=_("Households that came and went"))


def _counts(row: Assessment, unit: str) -> str:
    if row.numerator is None or not row.denominator:
        return "—"
    ratio = format_ratio(row.numerator, row.denominator, row.target)
    return f"{ratio} · {words.counted_in_words(row, unit)}"


def _points(before: Assessment, now: Assessment) -> str:
    if before.numerator is None or now.numerator is None or not before.denominator or not now.denominator:
        return "—"
    if not has_change(before, now):
        return "—"
    return format_points((before.numerator, before.denominator), (now.numerator, now.denominator))


def _earlier(meeting: Meeting) -> list[str]:
    """What earlier meetings decided; no slide before the second one."""
    rows, title = list(meeting.earlier), _("Conclusions of earlier meetings")
    return [_slide(title, conclusion_table(rows, meeting.state, title))] if rows else []


def _conclusions(found: Iterable[Conclusion], state: FrozenState, title: str) -> str:
    rows = list(found)
    if not rows:
        return calm(_("None has been noted."))
    return conclusion_table(rows, state, title)


def conclusion_table(rows: Sequence[Conclusion], state: FrozenState, title: str) -> str:
    """What was decided, by whom it is to be done and until when, and how far it is; for slides and for the page. Each of a page's two
    has a ``title`` of its own, by which whoever cannot see it tells them apart."""
    columns: list[ListColumn[Conclusion]] = [
        ListColumn(_("No."), lambda row: row.conclusion),
        ListColumn(_("What is to be done"), lambda row: row.decision, long=True),
        ListColumn(_("Responsible"), lambda row: row.post),
        ListColumn(_("Until"), lambda row: row.due_on),
        ListColumn(_("State"), lambda row: _state_of(row, state), html=True),
    ]
    return listing(rows, columns, alt=title)


def _state_of(row: Conclusion, state: FrozenState) -> str:
    icon, tone = _SIGNS[row.state]
    badge = words.Badge(_(STATES[row.state]), icon, tone)
    if is_overdue(row, state.as_of):
        badge = words.Badge(_("overdue"), "✖", "bad")
    remark = f' <span class="kpi-quiet">{escape(row.remark)}</span>' if row.remark else ""
    return cards.verdict(badge) + remark
