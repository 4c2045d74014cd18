"""What works around Streamlit does what it is for, and the installed Streamlit still needs it."""

from __future__ import annotations

import inspect
import re
import socket
import subprocess
import sys
from asyncio import base_events
from pathlib import Path

import streamlit
from streamlit import config
from streamlit.elements.plotly_chart import PlotlyMixin
from streamlit.logger import get_logger
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web.server.starlette.starlette_server import _bind_socket

from kpi.ui.shell.server.language import ENGLISH, TITLE
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
