"""The PDF of a Word file: by LibreOffice where it is, and what is said where it is not, hangs or fails."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from kpi.domain.errors import UserError
from kpi.reports.content.model import Report
from kpi.reports.pdf.converting import pdf_of
from kpi.reports.pdf.offices import Word, find_office
from kpi.reports.word.writing import word
from tests.reports.conftest import TEMPLATE
from tests.serving import PATIENCE_SECONDS


def test_without_an_office_it_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_OFFICE", "")
    assert find_office() is None
    with pytest.raises(UserError) as refused:
        pdf_of(b"x")
    assert refused.value.code == "no_office" and "LibreOffice" in refused.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the office")
@pytest.mark.parametrize("script", ["sleep 987654 & wait", "exit 1", 'echo no pdf > "$7/bao-cao.pdf"'])
def test_an_office_that_hangs_or_fails_is_given_up_with_all_that_it_started(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "soffice"
    office.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    office.chmod(0o755)
    monkeypatch.setenv("KPI_OFFICE", str(office))
    begun = time.monotonic()
    with pytest.raises(UserError) as refused:
        pdf_of(b"x", limit=0.5)
    assert refused.value.code == "no_pdf" and time.monotonic() - begun < PATIENCE_SECONDS
    mine = psutil.Process(os.getpid()).children(recursive=True)
    assert not [child for child in mine if "987654" in " ".join(child.cmdline())]


def test_words_files_are_named_by_the_environment_and_no_part_of_the_command(tmp_path: Path) -> None:
    source, target = tmp_path / "o'brien $(x).docx", tmp_path / "a.pdf"
    command = Word("powershell").command(source, target)
    assert not [word for word in command.words if "o'brien" in word]
    assert command.environment == {"KPI_PDF_OF": str(source), "KPI_PDF_TO": str(target)}


def test_the_report_becomes_a_pdf(bare_report: Report) -> None:
    if find_office() is None:
        pytest.skip("NO LIBREOFFICE FOUND: nobody has made a PDF of the report")
    assert pdf_of(word(bare_report, TEMPLATE), limit=PATIENCE_SECONDS).startswith(b"%PDF-")
