"""The superior's paper as the first sentence cites it, and the legal bases of the report's day before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpi.config.models import LegalBasis
from kpi.domain.errors import UserError
from kpi.reports.content import sentences
from kpi.reports.content.model import Report
from kpi.reports.content.requests import LONGEST, request_of

PAPER = "Công văn số 215/UBND-NC ngày 05/12/2024 của UBND huyện Hà Trung"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (PAPER, PAPER),
        (f"  thực hiện  công văn {PAPER[9:]};", PAPER),
        (f"Căn cứ {PAPER}.", PAPER),
        ("", ""),
        ("a" * LONGEST, "A" + "a" * (LONGEST - 1)),
    ],
)
def test_a_paper_is_cited_by_its_name_alone(written: str, kept: str) -> None:
    assert request_of(written) == kept


@pytest.mark.parametrize(("written", "code"), [("a" * (LONGEST + 1), "too_long"), ("số 038123456789", "never_stored")])
def test_what_is_no_papers_name_is_refused(written: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        request_of(written)
    assert refused.value.code == code


PLAN = "Kế hoạch số …/KH-UBND tháng 4 năm 2024 của UBND xã Hà Giang về xây dựng mô hình"
BASES = (
    LegalBasis(start=date(2024, 4, 15), text="Quyết định số 31/QĐ-UBND"),
    LegalBasis(start=date(2022, 1, 1), end=date(2024, 4, 14), text="Quyết định số 9/QĐ-UBND"),
    LegalBasis(start=date(2024, 1, 1), text="Nghị quyết số 2-NQ/ĐU"),
)


@pytest.mark.parametrize(
    ("bases", "request_", "begins"),
    [
        ((), "", f"Thực hiện {PLAN}"),
        ((), PAPER, f"Thực hiện {PAPER} và {PLAN}"),
        (BASES, "", f"Căn cứ Quyết định số 31/QĐ-UBND; căn cứ Nghị quyết số 2-NQ/ĐU; thực hiện {PLAN}"),
        (BASES[:1], PAPER, f"Căn cứ Quyết định số 31/QĐ-UBND; thực hiện {PAPER} và {PLAN}"),
    ],
)
def test_the_first_sentence_cites_the_bases_of_the_day_the_request_and_the_plan(
    bare_report: Report, bases: tuple[LegalBasis, ...], request_: str, begins: str
) -> None:
    config = replace(bare_report.config, reports=replace(bare_report.config.reports, bases=bases))
    said = sentences.opening(replace(bare_report, config=config, request=request_))
    assert said.startswith(begins)
    assert said.endswith("UBND xã Hà Giang báo cáo kết quả thực hiện từ ngày 15/3/2024 đến ngày 14/6/2024 như sau:")
