"""Our scripts in Streamlit's page: it has no setting for the visitor's theme, nor words but English ones (``page.js``), makes
no file of a page (``saving.js``), sorts no table that is HTML (``tables.js``) and answers no press before the server does
(``reaction.js``)."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from kpi.i18n.messages import _, speaking
from kpi.ui.shell.server.words import CALENDARS_WORDS, STREAMLITS_WORDS

SCRIPT, *OTHERS = (Path(__file__).with_name(name) for name in ("page.js", "saving.js", "tables.js", "reaction.js"))


@lru_cache(maxsize=1)
def page_script() -> bytes:
    """The script as an element of the page, with the Vietnamese of Streamlit's own words."""
    with speaking("vi"):
        words = json.dumps(
            {english: _(english) for english in (*STREAMLITS_WORDS, *CALENDARS_WORDS)}, ensure_ascii=False
        )
    text = SCRIPT.read_text("utf-8").replace("const words = {};", f"const words = {words};", 1)
    others = "".join(file.read_text("utf-8") for file in OTHERS)
    return f"<script>{text}{others}</script>".encode()
