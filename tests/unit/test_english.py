"""English agrees with its number; other languages are left as they are."""

from __future__ import annotations

import pytest

from kpi.i18n.english import agreeing
from kpi.i18n.messages import _, speaking


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Still missing 1 households", "Still missing 1 household"),
        ("+1 businesses (+5.6 pp)", "+1 business (+5.6 pp)"),
        ("1 entries fit equally well", "1 entry fits equally well"),
        ("1 rows are hidden in Excel", "1 row is hidden in Excel"),
        ("replaced 1 times; 1 batches", "replaced 1 time; 1 batch"),
        ("and 1 more villages", "and 1 more village"),
        ("households that share one: 1 numbers", "households that share one: 1 number"),
        ("1 working days", "1 working day"),
        ("1 figures differ", "1 figure differs"),
        ("1 other members point to it", "1 other member points to it"),
        ("1 rows name several groups", "1 row names several groups"),
        ("11 rows", "11 rows"),
        ("1/1 units", "1/1 units"),
        ("2,1 rows", "2,1 rows"),
        ("2025-01-1 days", "2025-01-1 days"),
        ("21 households are", "21 households are"),
        ("1 dayslong", "1 dayslong"),
        ("Village 1 has", "Village 1 has"),
    ],
)
def test_one_is_followed_by_the_singular(written: str, said: str) -> None:
    assert agreeing(written) == said


def test_only_english_is_changed() -> None:
    with speaking("en"):
        assert _("{count} {unit}", count=1, unit="units") == "1 unit"
    with speaking("vi"):
        assert _("{count} {unit}", count=1, unit="units") == "1 units"


def test_what_a_file_or_a_place_is_called_stays_as_it_is() -> None:
    with speaking("en"):
        assert _("{file}: {count} rows", file="1 files.xlsx", count="1") == "1 files.xlsx: 1 row"
        assert _("{village} rows", village="Thôn 1") == "Thôn 1 rows"
        assert (
            _("{count} {unit} ({file})", count="+1", unit="units", file="1 rows {0}.csv") == "+1 unit (1 rows {0}.csv)"
        )
