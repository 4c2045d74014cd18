"""What must hold for every text and every count, not only for those that came to mind."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from kpi.i18n.formats import format_date, format_ratio
from kpi.vietnamese.moments import find_date, parse_date
from kpi.vietnamese.phones import parse_phones
from kpi.vietnamese.text import clean_text, fold, name_key

VIETNAMESE = st.text("aăâeêioôơuưyđĐÐðNnHh\u0300\u0301\u0303\u0309\u0323 \u00a0\u200b\ufeff./✓\ufe0f-")
TEXTS = st.one_of(st.text(), VIETNAMESE)
PHONE_TEXTS = st.text("0123456789 .-/+()84,;E\n")


@given(TEXTS)
@example("a\u200b\u0301")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(clean_text(text)) == fold(text)


@given(TEXTS)
def test_the_unicode_form_makes_no_difference(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert clean_text(decomposed) == clean_text(text)
    assert fold(decomposed) == fold(text)
    assert name_key(decomposed) == name_key(text)


@given(PHONE_TEXTS)
def test_canonical_phones_stay_as_they_are(text: str) -> None:
    numbers = parse_phones(text).numbers
    again = parse_phones(" / ".join(numbers))
    assert again.numbers == numbers
    assert not again.faults


@given(st.integers(1, 100_000), st.data(), st.decimals(0, 100, places=1))
@example(10_000, None, Decimal(70))
def test_a_ratio_never_reaches_a_target_that_is_not_met(
    denominator: int, data: st.DataObject | None, target: Decimal
) -> None:
    numerator = 6996 if data is None else data.draw(st.integers(0, denominator))
    printed = format_ratio(numerator, denominator, target)
    shown = Decimal(printed.strip("<%").replace(",", "."))
    if numerator * 100 < target * denominator and not printed.startswith("<"):
        assert shown < target
    assert (shown == 100) == (numerator == denominator)
    assert (printed == "0%") == (numerator == 0)
    assert printed.startswith("<") or abs(shown * denominator - numerator * 100) <= Decimal("0.1") * denominator


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_printed_date_is_read_back(day: date) -> None:
    printed = format_date(day)
    assert parse_date(printed) == day
    assert find_date(f"(tính đến ngày {printed})") == day
