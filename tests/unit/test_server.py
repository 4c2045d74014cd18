"""What works around Streamlit does what it is for, and the installed Streamlit still needs it."""

from __future__ import annotations

import gzip
import inspect
import re
import socket
import subprocess
import sys
from asyncio import base_events
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import streamlit
from plotly.io import to_json
from plotly.tools import return_figure_from_figure_or_data
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config
from streamlit.elements.plotly_chart import PlotlyMixin
from streamlit.logger import get_logger
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web.server.starlette.starlette_gzip_middleware import _should_bypass_gzip
from streamlit.web.server.starlette.starlette_server import _bind_socket
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from kpi.ui.shell.server.charting import checked
from kpi.ui.shell.server.language import ENGLISH, TITLE
from kpi.ui.shell.server.packed import PackedScripts
from kpi.ui.shell.server.sockets import send_at_once
from kpi.ui.shell.server.words import STREAMLITS_WORDS
from tests.serving import ROOT

STATIC = Path(streamlit.__file__).parent / "static"
ROOM = "kpi/ui/shell/server"
# Where Streamlit's script puts a message together from parts.
JOINTS = re.compile(r"\{\}|(?<=option) |(?<=options) | (?=apply$|submit form$)|\. (?=Running)|'")


def sends_at_once(listening: socket.socket) -> bool:
    """Whether asyncio lets a connection to this socket send at once."""
    with socket.create_connection(listening.getsockname()):
        listening.setblocking(True)
        accepted, _address = listening.accept()
        with accepted:
            base_events._set_nodelay(accepted)  # type: ignore[attr-defined]
            return bool(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_streamlits_connections_send_at_once() -> None:
    closed = socket.create_server(("127.0.0.1", 0))
    closed.close()
    with _bind_socket("127.0.0.1", 0, 1) as listening:
        assert not sends_at_once(listening), f"no longer needed: delete {ROOM}/sockets.py"
        send_at_once()
        assert sends_at_once(listening)


def test_streamlit_looks_through_all_memory_after_each_run() -> None:
    runner = inspect.getsource(ScriptRunner)
    needed = (
        'get_option("runner.postScriptGC"' in runner
        and config._config_options_template["runner.postScriptGC"].default_val
    )
    assert needed, "no longer needed: delete runner.postScriptGC from .streamlit/config.toml"


def test_streamlit_imports_plotly_for_the_first_chart() -> None:
    drawing = inspect.getsource(PlotlyMixin.plotly_chart)
    assert re.search(r"^ +import plotly", drawing, re.MULTILINE), f"no longer needed: the import in {ROOM}/warm_up.py"


def test_streamlit_has_every_figure_checked_at_each_run() -> None:
    drawing = inspect.getsource(PlotlyMixin.plotly_chart)
    assert "return_figure_from_figure_or_data(" in drawing, f"in another way: {ROOM}/charting.py"
    assert "validate_figure=True" in drawing, f"no longer needed: delete {ROOM}/charting.py"


def test_a_figure_is_checked_once_and_drawn_as_it_was() -> None:
    def figure() -> dict[str, Any]:
        bar = {"type": "bar", "x": [date(2025, 1, 1), None], "y": [Decimal("1.5"), 2], "customdata": [["a"], ["b"]]}
        return {"data": [bar], "layout": {"template": {"layout": {"xaxis": {"fixedrange": True}}}}}

    unchecked = return_figure_from_figure_or_data(figure(), validate_figure=True)
    drawn = return_figure_from_figure_or_data(checked(figure()), validate_figure=True)
    assert to_json(drawn, validate=False) == to_json(unchecked, validate=False)
    assert checked(figure()) is checked(figure())
    with pytest.raises(ValueError, match="fixedrage"):
        checked({"data": [{"type": "bar", "y": [1]}], "layout": {"xaxis": {"fixedrage": True}}})


def test_streamlit_sends_its_scripts_unpacked() -> None:
    assert _should_bypass_gzip("/static/js/index.js"), f"no longer needed: delete {ROOM}/packed.py"


def test_a_script_is_packed_once_and_comes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    packings: list[bytes] = []
    pack = gzip.compress

    def counted(body: bytes, level: int, *, mtime: float) -> bytes:
        packings.append(body)
        return pack(body, level, mtime=mtime)

    monkeypatch.setattr(gzip, "compress", counted)
    script = max((STATIC / "static" / "js").glob("index.*.js"), key=lambda file: file.stat().st_size)
    client = TestClient(PackedScripts(Starlette(routes=create_streamlit_static_assets_routes(""))))
    path = f"/static/js/{script.name}"
    for _time in range(2):
        answer = client.get(path)
        assert answer.content == script.read_bytes() and answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"] and answer.headers["vary"] == "Accept-Encoding"
        assert int(answer.headers["content-length"]) < script.stat().st_size / 2
    assert len(packings) == 1
    for refusal in ("identity", "br, gzip;q=0", "gzip; q=0.0"):
        unpacked = client.get(path, headers={"accept-encoding": refusal})
        assert unpacked.content == script.read_bytes() and "content-encoding" not in unpacked.headers, refusal
    part = client.get(path, headers={"range": "bytes=0-9"})
    assert part.content == script.read_bytes()[:10] and "content-encoding" not in part.headers
    assert "content-encoding" not in client.get("/static/js/nowhere.js").headers  # what stands for it may change
    assert len(packings) == 1


def test_no_start_waits_for_a_room_that_only_a_page_needs() -> None:
    """The first page is the overview; the provider is asked where there is one."""
    rooms = "ingest.loading forecast operations reports review rollup snapshots.freezing workbooks".split()
    libraries = "authlib cryptography httpx2 joserfc openpyxl rapidfuzz".split()
    heavy = (*(f"kpi.{room}" for room in rooms), *libraries)
    script = f"import sys, dashboard; print([name for name in sys.modules if name.startswith({heavy})])"
    started = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert started.stdout.strip() == "[]"


def test_streamlit_s_loggers_let_nothing_through_to_the_root() -> None:
    needed = not get_logger("streamlit").propagate and "setup_formatter(logger)" in inspect.getsource(get_logger)
    assert needed, f"no longer needed, or in another way: the loggers in {ROOM}/logs.py"


def test_streamlits_page_is_english_and_has_our_scripts_place() -> None:
    page = (STATIC / "index.html").read_bytes()
    assert ENGLISH in page, f"no longer needed, or in another way: {ROOM}/language.py"
    assert TITLE in page, f"the page's script has lost its place: {ROOM}/page.py"


def test_streamlit_still_says_the_words_that_we_translate() -> None:
    scripts = "".join(file.read_text("utf-8") for file in STATIC.rglob("*.js"))
    unsaid = [word for word in STREAMLITS_WORDS if not all(part in scripts for part in JOINTS.split(word))]
    assert not unsaid, f"no longer needed: take them out of {ROOM}/words.py"


def test_streamlits_calendar_still_follows_the_browsers_language() -> None:
    scripts = "".join(file.read_text("utf-8") for file in STATIC.rglob("*.js"))
    assert "createContext)({locale:window.navigator.language" in scripts, f"in another way: {ROOM}/page.js"
