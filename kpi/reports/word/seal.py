"""The QR of a signed report, as a picture."""

from __future__ import annotations

import io

# A module of the code is then 0.44 mm wide, of the longest texts 0.38: a phone reads it from a photocopy.
SEAL_MILLIMETRES = 32
# A seventh of it may be soiled; the next level would bear a fourth, with modules a seventh smaller.
_LEVEL = "m"
_QUIET = 4  # modules of white around it, by the standard
# Dots across the picture, at most: LibreOffice takes dots out of pictures with more than 300 an inch when it makes a PDF, and with
# them whole columns of the code.
_MOST_DOTS = SEAL_MILLIMETRES * 300 * 10 // 254


def qr_picture(text: str) -> bytes:
    """The text as a QR code (ISO/IEC 18004) in PNG; the same text gives the same bytes."""
    import segno

    # Without a note of the encoding: phones find UTF-8 by themselves, and some show nothing where it is noted.
    code = segno.make_qr(text, error=_LEVEL, encoding="utf-8", boost_error=True)
    picture = io.BytesIO()
    modules, _height = code.symbol_size(border=_QUIET)
    code.save(picture, kind="png", scale=_MOST_DOTS // modules, border=_QUIET)
    return picture.getvalue()
