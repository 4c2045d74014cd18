"""What a unit signs of a report: the text of the paper's QR, made again from a file, read back from whatever a phone gives."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
import zxingcpp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from kpi.domain.indicators import INDICATORS
from kpi.exchange.code import content_hash
from kpi.exchange.proof import Proof
from kpi.exchange.seal import read_seal, sealed_text, with_signature
from kpi.exchange.sent import Figure
from kpi.exchange.signing import SigningKey
from kpi.reports.word.seal import SEAL_MILLIMETRES, qr_picture
from kpi.rollup.accepting import _UNPROVEN
from kpi.rollup.wording import PROOFS
from tests.unit.test_exchange import HANDBOOK, HEAD, ROWS

KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(b"\1" * 32))
HASH = content_hash(HEAD, ROWS)


def figure(measure: str, numerator: int | None, denominator: int | None, covered: int | None = None) -> Figure:
    return Figure(
        measure,
        numerator,
        denominator,
        None,
        None,
        None,
        None,
        covered=covered,
        villages=None if covered is None else 7,
    )


FIGURES = (
    figure("processed_reports", 9, 10),
    figure("institutions", 12, 12),
    figure("households", 1012, 1431, 4),
    figure("businesses", None, None),
    figure("villages", 4, 4),
)
TEXT = sealed_text(HEAD, HASH, FIGURES)
QR = with_signature(TEXT, KEY.sign(TEXT))


def test_the_handbooks_qr_is_what_is_signed_and_its_program_checks_it() -> None:
    example = re.search(r"```qr\n(.*?)\n```", HANDBOOK, re.S)
    assert example and example[1] == QR and f"`{KEY.public.letters}`" in HANDBOOK
    program = re.findall(r"```python\n(.*?)```", HANDBOOK, re.S)[1]
    exec(program, {"qr": QR, "key": KEY.public.letters})
    with pytest.raises(InvalidSignature):
        exec(program, {"qr": QR.replace("1012", "1013"), "key": KEY.public.letters})


@pytest.mark.parametrize(
    ("numerator", "denominator", "covered", "said"),
    [
        (0, 0, None, "Hộ 0/0"),
        (3, 4, 7, "Hộ 3/4"),
        (3, 4, 6, "Hộ 3/4 (6/7 thôn)"),
        (None, None, 0, "Hộ chưa có số liệu"),
    ],
)
def test_counts_in_words(numerator: int | None, denominator: int | None, covered: int | None, said: str) -> None:
    rows = [row for row in FIGURES if row.measure != "households"]
    text = sealed_text(HEAD, HASH, [*rows, figure("households", numerator, denominator, covered)])
    assert text.splitlines()[5] == said


def test_a_name_stays_on_its_line_and_within_its_length() -> None:
    def first(name: str) -> str:
        return sealed_text(replace(HEAD, unit_name=name), HASH, FIGURES).splitlines()[0]

    assert first("xã\nHà \u200b Giang") == "KPI1 15292 xã Hà Giang"
    assert first(unicodedata.normalize("NFD", "xã Hà Giang")) == "KPI1 15292 xã Hà Giang"
    assert first("Đ" * 40) == "KPI1 15292 " + "Đ" * 40
    assert first("Đ" * 41) == "KPI1 15292 " + "Đ" * 39 + "…"


@pytest.mark.parametrize(
    "given",
    [
        QR,
        QR.replace("\n", "\r\n") + "\r\n",
        "\ufeff" + QR,
        QR.replace("\n", " \n\n  "),
        unicodedata.normalize("NFD", QR),
    ],
)
def test_what_a_phone_or_a_person_makes_of_it_is_read(given: str) -> None:
    found = read_seal(given)
    assert found is not None and (found.unit, found.number, found.text) == ("15292", 3, TEXT)
    assert KEY.public.holds(found.text, found.signature)
    assert found.shown[:2] == ("15292 xã Hà Giang", "Báo cáo số 3: 15/3/2024-14/6/2024")
    assert len(found.shown) == 2 + len(INDICATORS)


@pytest.mark.parametrize(
    "given",
    ["", "https://example.org", TEXT, "\n".join(QR.splitlines()[1:]), QR.replace("KPI1", "KPI2"), QR + "\nthêm",
     QR.replace("số 3:", "số ba:"), QR.replace("số 3:", "số ³:")],
)  # fmt: skip
def test_another_text_is_none(given: str) -> None:
    assert read_seal(given) is None


def test_every_changed_letter_is_found() -> None:
    for place in range(len(QR)):
        letter = "8" if QR[place] != "8" else "9"
        found = read_seal(QR[:place] + letter + QR[place + 1 :])
        assert found is None or not KEY.public.holds(found.text, found.signature), QR[place - 5 : place + 5]


def test_the_longest_text_can_still_be_scanned() -> None:
    """85 modules across: 0.38 mm each."""
    head = replace(
        HEAD, unit_name="Đ" * 60, number=99_999, period_start=date(2024, 12, 15), period_end=date(2025, 12, 14)
    )
    text = sealed_text(head, HASH, [figure(name, 99_999, 99_999, 6) for name in INDICATORS])
    longest = with_signature(text, KEY.sign(text))
    picture = Image.open(io.BytesIO(qr_picture(longest)))
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == longest and read.ec_level == "M"
    assert picture.width <= SEAL_MILLIMETRES / 25.4 * 300 < picture.width * 1.34, (
        "as fine as LibreOffice leaves it, no finer"
    )
    assert qr_picture(longest) == qr_picture(longest)


def test_a_signature_has_one_spelling_and_the_key_is_in_no_text() -> None:
    signature = KEY.sign(TEXT)
    assert KEY.sign(TEXT) == signature and KEY.public.holds(TEXT, signature)
    for wrong in (signature + "=", signature + "A", signature[:-1], signature[:-1] + "é", "", " " + signature):
        assert not KEY.public.holds(TEXT, wrong)
    assert not SigningKey.new().public.holds(TEXT, signature)
    assert repr(KEY) == "SigningKey()"


def test_every_proof_is_said_or_refused() -> None:
    assert set(PROOFS) | set(_UNPROVEN) == set(Proof) and not set(PROOFS) & set(_UNPROVEN)
