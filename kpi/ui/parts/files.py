"""Files that a page takes and gives: their type, and the words of the box that takes them."""

from __future__ import annotations

import json
from collections.abc import Callable

from kpi.i18n.messages import _, speaking

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def apart(language: str, make: Callable[..., bytes], *asked: object) -> Callable[[], bytes]:
    """Makes a file at the click, apart from the page, in the office's language."""

    def made() -> bytes:
        with speaking(language):
            return make(*asked)

    return made


def uploader_words() -> str:
    """Streamlit's own words in the box are English and cannot be set: ours stand in their place."""
    box = '[data-testid="stFileUploaderDropzone"]'
    places = {
        f"{box} > span button p": _("Choose files"),
        f'{box} [data-testid="stFileUploaderDropzoneInstructions"] span': _("or drop them here; up to 20 MB each"),
    }
    return " ".join(
        f"{place} {{ font-size: 0; }} {place}::after {{ content: {json.dumps(words, ensure_ascii=False)}; font-size: 0.9rem; }}"
        for place, words in places.items()
    )
