"""The QR on the paper, read from the rendered page by a decoder that is not ours; and papers without a place for it."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from docx import Document
from openpyxl import load_workbook
from PIL import Image, ImageFilter

from kpi.exchange.aggregate import Aggregate
from kpi.exchange.seal import read_seal
from kpi.exchange.signing import SigningKey
from kpi.i18n.messages import speaking
from kpi.reports.content.gathering import aggregate_of
from kpi.reports.content.model import Report
from kpi.reports.excel.annexes import workbook
from kpi.reports.sending.files import Made, without_qr
from kpi.reports.word.template import has_field
from kpi.reports.word.writing import word
from tests.reports.conftest import STAMP, TEMPLATE
from tests.reports.excel import LibreOffice

DOTS = 150  # an inch, as a poor copier leaves
# Always the same: what is printed, and how well a decoder reads it, is no matter of luck.
KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


@pytest.fixture(scope="module")
def aggregate(sample_report: Report) -> Aggregate:
    return aggregate_of(sample_report, STAMP.number).signed(KEY)


@pytest.fixture(scope="module")
def signed_report(sample_report: Report, aggregate: Aggregate) -> Report:
    head = aggregate.header
    stamp = replace(STAMP, sha256=head.sha256, key=head.key, signature=head.signature, seal=aggregate.seal)
    return replace(sample_report, stamp=stamp)


@pytest.fixture(scope="module")
def pages(signed_report: Report, tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    """The first two pages as pictures."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("NO PDFTOPPM FOUND: nobody has looked at the page's QR")
    folder = tmp_path_factory.mktemp("paper")
    out = LibreOffice(folder).convert({"paper": word(signed_report, TEMPLATE)}, "pdf", suffix=".docx")
    subprocess.run(
        ["pdftoppm", "-r", str(DOTS), "-l", "2", "-gray", str(out / "paper.pdf"), str(out / "page")], check=True
    )
    return [Image.open(file).convert("L") for file in sorted(out.glob("page*.pgm"))]


@pytest.mark.slow
def test_a_phone_reads_the_rendered_page_and_so_it_does_a_copy_of_it(
    pages: list[Image.Image], aggregate: Aggregate
) -> None:
    first, second = pages
    turned = first.rotate(3, fillcolor=255, resample=Image.Resampling.BICUBIC)
    copied = first.filter(ImageFilter.GaussianBlur(1)).point(lambda grey: 255 if grey > 140 else 0)
    for seen in (first, turned, copied, first.resize((first.width * 2 // 3, first.height * 2 // 3))):
        assert [found.text for found in zxingcpp.read_barcodes(seen)] == [aggregate.seal]
    assert zxingcpp.read_barcodes(second) == []
    seal = read_seal(aggregate.seal or "")
    assert seal is not None and KEY.public.holds(seal.text, seal.signature)
    assert "Hộ 1004/1431" in seal.shown, "as the paper's table says"
    (found,) = zxingcpp.read_barcodes(first)
    millimetres = (found.position.top_right.x - found.position.top_left.x) / DOTS * 25.4
    assert 25 <= millimetres <= 32


def test_the_picture_says_what_it_is_to_who_cannot_see_it(signed_report: Report) -> None:
    footer = Document(io.BytesIO(word(signed_report, TEMPLATE))).sections[0].first_page_footer
    xml = footer._element.xml
    assert xml.count("<w:drawing>") == 1 and 'descr="Mã QR ghi đơn vị' in xml


def test_a_template_without_its_field_is_filled_as_before_and_that_is_said(
    signed_report: Report, tmp_path: Path
) -> None:
    older = Document(str(TEMPLATE))
    (table,) = older.sections[0].first_page_footer.tables
    table._element.getparent().remove(table._element)
    older.save(str(tmp_path / "older.docx"))
    made = word(signed_report, tmp_path / "older.docx")
    assert "<w:drawing>" not in Document(io.BytesIO(made)).sections[0].first_page_footer._element.xml
    with speaking("vi"):
        for template, said in ((TEMPLATE, ""), (tmp_path / "older.docx", "chưa có chỗ cho mã QR")):
            words = without_qr(Made((), "bars", has_field(template, "ma_qr")))
            assert said in words and bool(words) == bool(said)


def test_a_draft_has_no_qr(sample_report: Report) -> None:
    footer = Document(io.BytesIO(word(sample_report, TEMPLATE))).sections[0].first_page_footer
    assert "<w:drawing>" not in footer._element.xml and "Quét mã QR" not in footer._element.xml
    assert "DỰ THẢO" in footer.tables[0].cell(0, 0).text


def test_the_workbook_carries_hash_key_and_signature_below_its_sources(
    signed_report: Report, aggregate: Aggregate
) -> None:
    sheet = load_workbook(io.BytesIO(workbook(signed_report)))["Nguồn"]
    text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    head = aggregate.header
    assert head.sha256 and head.key and head.signature
    assert head.sha256 in text and head.key in text and head.signature in text
