"""How often a year's end lies in the range forecast, how wide that is, and how far off its middle, beside straight lines.

The years are simulated, each from its seed: how a village campaign goes (``SHAPES``), people who come in families and leave
again, month-end lists of which some are missing, late, short of a few names, or short of a quarter of a village. The
sample's own two years come last. The forecast knows nothing of all this.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import exp
from pathlib import Path
from random import Random
from statistics import mean

from kpi.answers import progress
from kpi.answers.status import history
from kpi.config import load_config
from kpi.forecast.outlook import Outlook, Prospect, prospect
from kpi.forecast.pace import Observation, pace
from kpi.judgement.verdicts import is_met
from kpi.store import open_store

FIRST_DAY, YEAR_END = date(2024, 7, 1), date(2025, 12, 31)
DAYS = (YEAR_END - FIRST_DAY).days + 1
LOOKED_FROM = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 11, 30))
SIZES = (18, 300, 1430)
SEEDS, FRESH = 60, 1000
# Levels that a plan may ask for; called at risk, they must be missed.
TARGETS = tuple(map(Decimal, range(30, 100, 5)))
# How people behave: households that come and go besides (a day, of all), and how many come together, where there are many.
CHURN, TOGETHER, MANY = 0.0002, 5, 100
# How lists are made: how many are missing or bad, how much of the commune a bad one lacks, and how much any list does.
MISSING, BAD, BAD_LACKS, LACKS = 0.12, 0.05, (0.05, 0.25), 0.004


# ---------------------------------------------------------------- simulated years


Shape = Callable[[Random, float], Callable[[int], float]]


def s_curve(random: Random, start: float) -> Callable[[int], float]:
    top, middle, width = random.uniform(start + 0.1, 0.98), random.uniform(60, 500), random.uniform(25, 90)
    return lambda day: start + (top - start) / (1 + exp(-(day - middle) / width))


def slowing(random: Random, start: float) -> Callable[[int], float]:
    top, width = random.uniform(start + 0.1, 0.97), random.uniform(120, 500)
    return lambda day: start + (top - start) * (1 - exp(-day / width))


def steady(random: Random, start: float) -> Callable[[int], float]:
    a_day = random.uniform(0.02, 0.45) * (1 - start) / 365
    return lambda day: start + a_day * day


def plateau(random: Random, start: float) -> Callable[[int], float]:
    a_day, stop = random.uniform(0.1, 0.5) * (1 - start) / 365, random.uniform(100, 450)
    after = random.choice((-0.02, 0.0, 0.02)) / 365
    return lambda day: start + a_day * min(day, stop) + after * max(0.0, day - stop)


def campaigns(random: Random, start: float) -> Callable[[int], float]:
    a_day = random.uniform(0, 0.12) * (1 - start) / 365
    bursts = [
        (random.uniform(20, 540), random.uniform(20, 60), random.uniform(0.05, 0.2) * (1 - start))
        for _ in range(random.randint(1, 4))
    ]
    return lambda day: start + a_day * day + sum(a * min(1.0, max(0.0, (day - at) / long)) for at, long, a in bursts)


def dropouts(random: Random, start: float) -> Callable[[int], float]:
    a_day, at, lost = random.uniform(0.1, 0.4) * (1 - start) / 365, random.uniform(60, 500), random.uniform(0.03, 0.12)
    return lambda day: start + a_day * day - (lost if day >= at else 0.0)


def drifting(random: Random, start: float) -> Callable[[int], float]:
    """The pace changes by chance from month to month."""
    a_day, there = random.uniform(0.02, 0.4) * (1 - start) / 365, [start]
    for day in range(DAYS):
        a_day *= random.lognormvariate(0, 0.35) if day % 30 == 0 else 1
        there.append(min(0.98, there[-1] + a_day * (0.98 - there[-1]) / (0.98 - start)))
    return lambda day: there[day]


def stalling(random: Random, start: float) -> Callable[[int], float]:
    a_day, stop = random.uniform(0.1, 0.5) * (1 - start) / 365, random.uniform(100, 500)
    return lambda day: start + a_day * min(day, stop)


SHAPES = (s_curve, slowing, steady, plateau, campaigns, dropouts)
# The kinds whose share the page on method states, and the two days of the year from which it is told.
KINDS = {"saturating": slowing, "logistic": s_curve, "campaigns": campaigns, "drifting": drifting, "stalling": stalling}
KIND_DAYS = (date(2025, 6, 30), date(2025, 9, 30))


@dataclass(frozen=True, slots=True)
class Year:
    """What the lists say day by day, and what a good list says at the year's end."""

    size: int
    lists: tuple[Observation, ...]
    at_the_end: int


def simulated(shape: Shape, size: int, seed: int) -> Year:
    random = Random(f"{shape.__name__} {size} {seed}")
    share = shape(random, random.uniform(0.2, 0.75))
    truth = list(_people(random, [share(day) * size for day in range(DAYS)], size))
    lists = tuple(_lists(random, truth, size))
    return Year(size, lists, truth[-1] - _short(random, truth[-1]))


def _people(random: Random, course: Sequence[float], size: int) -> Iterator[int]:
    """The course in whole households, which come together and, a few, on their own account."""
    taking_part, together = round(course[0]), TOGETHER if size >= MANY else 1
    for before, now in zip([course[0], *course], course, strict=False):
        steps = _arrivals(random, abs(now - before) / ((1 + together) / 2))
        change = sum(random.randint(1, together) for _ in range(steps))
        taking_part += change if now >= before else -change
        taking_part += _arrivals(random, CHURN * size) - _arrivals(random, CHURN * size)
        taking_part = max(0, min(size, taking_part))
        yield taking_part


def _arrivals(random: Random, expected: float) -> int:
    """A Poisson number."""
    count, product = 0, random.random()
    while product > exp(-expected):
        count, product = count + 1, product * random.random()
    return count


def _lists(random: Random, truth: Sequence[int], size: int) -> Iterator[Observation]:
    month = FIRST_DAY
    while month <= YEAR_END:
        following = (month + timedelta(days=32)).replace(day=1)
        day = following - timedelta(days=1 + random.choice((0, 0, 0, 0, 1, 2, 3, 5)))
        if random.random() >= MISSING:
            there = truth[(day - FIRST_DAY).days]
            bad = round(there * random.uniform(*BAD_LACKS)) if random.random() < BAD else 0
            yield Observation(day, there - _short(random, there) - bad, size)
        month = following


def _short(random: Random, there: int) -> int:
    return round(there * abs(random.gauss(0, LACKS)))


# ---------------------------------------------------------------- looking back


@dataclass(frozen=True, slots=True)
class Tried:
    """One forecast against what came: in the range or not, the range's width and the errors, in points of the denominator.

    ``at_risk``: of each of ``TARGETS`` that it called at risk, whether it was met all the same.
    """

    inside: bool
    width: float
    off: float
    off_line: float
    off_recent: float
    at_risk: tuple[bool, ...]


def tried(lists: Sequence[Observation], size: int, as_of: date, end: date, came: int) -> Tried | None:
    """None where there was too little for a forecast."""
    known = [one for one in lists if one.day <= as_of]
    seen = pace(known, as_of)
    if seen is None:
        return None
    ahead = Outlook(known[-1].count, size, seen).on(end)
    points = 100 / size
    window = [one for one in known if one.day >= seen.first]
    return Tried(
        ahead.low <= came <= ahead.high,
        (ahead.high - ahead.low) * points,
        abs(ahead.expected - came) * points,
        abs(line(known[0], known[-1], end, size) - came) * points,
        abs(line(window[0], window[-1], end, size) - came) * points,
        tuple(
            is_met(came, size, percent)
            for percent in TARGETS
            if not is_met(known[-1].count, size, percent) and prospect(ahead, size, percent) is Prospect.AT_RISK
        ),
    )


def line(first: Observation, last: Observation, end: date, size: int) -> float:
    """The straight line through two lists, at a day."""
    a_day = (last.count - first.count) / (last.day - first.day).days
    return max(0.0, min(float(size), last.count + a_day * (end - last.day).days))


def simulated_years(
    seeds: Sequence[int], shapes: Sequence[Shape] = SHAPES, days: Sequence[date] = LOOKED_FROM
) -> Iterator[tuple[str, int, date, Tried]]:
    """Every shape, size and seed, looked at from every day."""
    for shape in shapes:
        for size in SIZES:
            for seed in seeds:
                year = simulated(shape, size, seed)
                for as_of in days:
                    found = tried(year.lists, size, as_of, YEAR_END, year.at_the_end)
                    if found is not None:
                        yield shape.__name__, size, as_of, found


def by_kind(count: int) -> Iterator[tuple[str, list[list[Tried]]]]:
    """The kinds of growth with what was tried, day by day of ``KIND_DAYS``, in years that no constant was chosen by."""
    fresh = range(FRESH, FRESH + count)
    for kind, shape in KINDS.items():
        found = list(simulated_years(fresh, (shape,), KIND_DAYS))
        yield kind, [[one for _name, _size, as_of, one in found if as_of == day] for day in KIND_DAYS]


def missed(outcomes: Iterable[Tried]) -> float:
    """Of the targets that were called at risk, the share that was missed; 1 where none was."""
    return mean([not came for one in outcomes for came in one.at_risk] or [1.0])


def covered(outcomes: Iterable[Tried]) -> float:
    """The share of forecasts whose range held what came."""
    return mean(one.inside for one in outcomes)


def sample_years() -> Iterator[tuple[str, date, Tried]]:
    """The sample's own households and businesses: both years' ends, from every month end before."""
    config = load_config(Path("config.yaml"))
    with tempfile.TemporaryDirectory() as name:
        from kpi.sample.loading import fill_with_sample

        store = open_store(Path(name) / "kpi.duckdb")
        fill_with_sample(store, config, Path(name) / "files")
        known = history(store, config)
        for end in (date(2024, 12, 31), date(2025, 12, 31)):
            days = progress.list_days(store, config, end)
            for indicator in ("households", "businesses"):
                listed = days[indicator]
                path = progress.observations(progress.path(known, listed, indicator, end), listed)
                for as_of in [one.day for one in path if one.day.year == end.year and one.day < end]:
                    found = tried(path, path[-1].denominator, as_of, end, path[-1].count)
                    if found is not None:
                        yield f"{indicator} {end.year}", as_of, found


# ---------------------------------------------------------------- tables


def heading(title: str) -> None:
    print(f"\n{title}")
    print(f"  {'':22}{'forecasts':>10}{'in range':>10}{'width':>8}{'off by':>8}{'line':>8}{'3-month line':>14}")


def row(name: str, outcomes: Sequence[Tried]) -> None:
    if outcomes:
        off = [mean(getattr(one, field) for one in outcomes) for field in ("width", "off", "off_line", "off_recent")]
        print(f"  {name:22}{len(outcomes):10d}{covered(outcomes):10.0%}" + "{:8.1f}{:8.1f}{:8.1f}{:14.1f}".format(*off))


def main() -> None:
    outcomes = list(simulated_years(range(SEEDS)))
    print(
        "Forecasts of the year's end: share in the range, mean width of it and mean errors, in points of the denominator"
    )
    print("line: straight through the first and the last list; 3-month line: the same within the window")
    heading("Simulated years, by shape")
    for shape in SHAPES:
        row(shape.__name__, [one for name, _size, _day, one in outcomes if name == shape.__name__])
    print(f"\nKinds of growth, looked at from {' and '.join(map(str, KIND_DAYS))}: in range; called at risk and missed")
    for kind, tries in by_kind(SEEDS):
        print(f"  {kind:12}" + "".join(f"{covered(one):10.0%}{missed(one):8.0%}" for one in tries))
    heading("… by the day looked from")
    for day in LOOKED_FROM:
        row(str(day), [one for _name, _size, as_of, one in outcomes if as_of == day])
    heading("… by the number of entities")
    for size in SIZES:
        row(str(size), [one for _name, entities, _day, one in outcomes if entities == size])
    heading("… all")
    row("", [one for *_where, one in outcomes])
    own = list(sample_years())
    heading("The sample's own history")
    for name in dict.fromkeys(name for name, *_rest in own):
        row(name, [one for other, _day, one in own if other == name])


if __name__ == "__main__":
    main()
