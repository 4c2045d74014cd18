"""A visitor without a browser: speaks Streamlit's own messages, so that only the server's work is timed."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE_SECONDS = 300.0


@dataclass(slots=True)
class Run:
    """One page run: seconds from the click to the script's end, and the bytes that came."""

    seconds: float
    bytes: int
    blocks: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


class Visitor:
    """One session. It keeps large blocks as a browser does, so that the server may send their names alone.

    ``cookie``: of whoever has signed in; empty where nobody does.
    """

    def __init__(self, address: str, cookie: str = "") -> None:
        self._cookie = {"Cookie": cookie} if cookie else {}
        self._address = address.replace("http", "ws", 1)
        self._connection: ClientConnection | None = None
        self._kept: set[str] = set()

    def __enter__(self) -> Visitor:
        self._connection = connect(
            f"{self._address}/_stcore/stream", subprotocols=["streamlit"], max_size=None, additional_headers=self._cookie  # type: ignore[list-item]
        )  # fmt: skip
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def open(self, page: str = "", query: str = "") -> Run:
        """Runs a page as a click on it in the navigation does; ``page`` is its address, "" the first one."""
        assert self._connection is not None
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        asked.rerun_script.context_info.timezone = "Asia/Ho_Chi_Minh"
        started = time.perf_counter()
        self._connection.send(asked.SerializeToString())
        run = Run(0.0, 0)
        while True:
            raw = self._connection.recv(timeout=PATIENCE_SECONDS)
            assert isinstance(raw, bytes)
            run.bytes += len(raw)
            message = ForwardMsg.FromString(raw)
            if message.metadata.cacheable:
                self._kept.add(message.hash)
            kind = message.WhichOneof("type")
            if kind == "delta":
                _read(message, run)
            if kind == "script_finished":
                run.seconds = time.perf_counter() - started
                return run


def _read(message: ForwardMsg, run: Run) -> None:
    element = message.delta.new_element
    which = element.WhichOneof("type")
    if which == "html":
        run.blocks.append(element.html.body)
    elif which == "plotly_chart":
        run.figures.append(element.plotly_chart.spec)
