"""A day in words: who lags and where, what moved, what is met; the paragraph above the figures, and a meeting's first sentence."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.answers.status import Status
from kpi.config.models import Config
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.ui.parts import words
from kpi.ui.parts.charts import by_shortfall, village_name


def summary(now: Status, before: Status, config: Config) -> str:
    """At most five sentences; one that no figure fills is left out, and of the whole nothing stays where there is no figure."""
    of = {verdict: [row for row in _in_order(now, config) if row.verdict is verdict] for verdict in Verdict}
    lagging, met, unknown = of[Verdict.NOT_MET], of[Verdict.MET], of[Verdict.NO_DATA]
    every = len(config.plan.indicators)
    partly = [row for row in unknown if row.numerator is not None]
    nothing = [row for row in unknown if row.numerator is None]
    said = [
        _("Not met: {indicators}.", indicators=", ".join(_lacks(row, config) for row in lagging)) if lagging else "",
        _moved(now, before, config),
        _(
            "Met: {count} of {all} ({indicators}).",
            count=format_count(len(met)), all=format_count(every), indicators=_names(met, config),
        ) if met else "",
        _("Not enough data to judge: {indicators}.", indicators=_names(partly, config)) if partly else "",
        _("Not yet known: {indicators}.", indicators=_names(nothing, config)) if nothing and len(nothing) < every else "",
    ]  # fmt: skip
    return " ".join(sentence for sentence in said if sentence)


def _in_order(status: Status, config: Config) -> list[Assessment]:
    return [status.of(name) for name in config.plan.order if any(one.id == name for one in status.indicators)]


def _lacks(row: Assessment, config: Config) -> str:
    """As the report says it: "Hộ dân (còn thiếu 42 hộ, nhiều nhất ở Thôn 3: 41)"; only shares of villages are told by village."""
    indicator = config.indicator(row.id)
    missing = words.missing_in_words(row, indicator.spoken_counted_in)
    if missing is None:
        return indicator.spoken_title
    shares = row.villages if row.id in config.plan.told_by_village else ()
    short = [village for village in by_shortfall(shares) if village.shortfall]
    if short and len(row.villages) > 1:
        missing = _(
            "{missing}, most in {village}: {count}",
            missing=missing, village=village_name(short[0]), count=format_count(short[0].shortfall or 0),
        )  # fmt: skip
    return f"{indicator.spoken_title} ({missing[:1].lower()}{missing[1:]})"


def _moved(now: Status, before: Status, config: Config) -> str:
    """What changed in counts since the day compared with; reports begin anew each year and are left out."""
    changes = [
        f"{indicator.spoken_title} {change}"
        for row, earlier in zip(_in_order(now, config), _in_order(before, config), strict=True)
        if not row.is_flow and row.numerator != earlier.numerator
        for indicator in [config.indicator(row.id)]
        if (change := words.change_in_words(earlier, row, indicator.spoken_counted_in)) is not None
    ]
    if not changes:
        return ""
    return _("Since {date}: {changes}.", date=format_date(before.as_of), changes="; ".join(changes))


def _names(rows: Sequence[Assessment], config: Config) -> str:
    return ", ".join(config.indicator(row.id).spoken_title for row in rows)
