"""A visitor without a browser: signs in, fetches addresses, and asks a page over its socket, as an attacker would by hand."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.serving import PATIENCE_SECONDS


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, as far as a test looks at it."""

    status: int
    headers: dict[str, str]
    content: bytes


@dataclass(slots=True)
class Visitor:
    """One browser's worth of cookies."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def fetch(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Fetched:
        """One request; redirects are not followed. Headers are written with _ for -."""
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE_SECONDS)
        sent = {"Host": place.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent.setdefault("Cookie", self._cookies())
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        found = Fetched(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        if (kept := re.match(r"(\w+)=([^;]*)", found.headers.get("set-cookie", ""))) is not None:
            self.cookies[kept[1]] = kept[2]
        return found

    def post(self, path: str, form: dict[str, str], **headers: str) -> Fetched:
        """What a form sends."""
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.fetch(path, "POST", urlencode(form).encode(), **kind, **headers)

    def sign_in(self, account: str, password: str) -> Fetched:
        return self.post("/dang-nhap", {"account": account, "password": password, "den": "/"})

    def socket(self, subprotocols: Sequence[str] = ("streamlit",), **headers: str) -> ClientConnection:
        """The page's socket, opened as Streamlit's own script opens it; who leaves waits for no goodbye, which may take long."""
        more = {"Cookie": self._cookies(), **{name.replace("_", "-"): value for name, value in headers.items()}}
        return connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream", additional_headers=more,
            subprotocols=[Subprotocol(one) for one in subprotocols],
            open_timeout=PATIENCE_SECONDS, close_timeout=0.1, max_size=None, compression=None,
        )  # fmt: skip

    def page(self, name: str = "", query: str = "") -> str:
        """Every word that the server sends of a page, by its address."""
        with self.socket() as socket:
            return ask_page(socket, name, query)

    def _cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def ask_page(socket: ClientConnection, name: str, query: str = "") -> str:
    """Runs a page over an open socket; all texts of what comes until it is done."""
    _ask(socket, name, query)
    return until_done(socket)


def _ask(socket: ClientConnection, name: str, query: str) -> None:
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = name
    socket.send(asked.SerializeToString())


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that a page of this ``session`` offers: ``made`` at the click by this id; empty: it lies there already."""

    label: str
    made: str
    session: str


def offers(socket: ClientConnection, name: str) -> list[Offered]:
    """Every file that a page offers to whoever sits at the socket; buttons that are switched off offer none."""
    _ask(socket, name, "")
    found, session = [], ""
    for message in _until_done(socket):
        if message.WhichOneof("type") == "new_session":
            session = message.new_session.initialize.session_id
        element = message.delta.new_element
        if element.WhichOneof("type") == "download_button" and not element.download_button.disabled:
            found.append(Offered(element.download_button.label, element.download_button.deferred_file_id, session))
    return found


def made(socket: ClientConnection, offered: Offered) -> str:
    """Has a file made as a click on its button does; its address."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = offered.made
    asked.backend_operation_request.session_id = offered.session
    asked.backend_operation_request.deferred_file.file_id = offered.made
    socket.send(asked.SerializeToString())
    while True:
        message = _received(socket)
        if message.WhichOneof("type") == "backend_operation_response":
            return str(message.backend_operation_response.deferred_file.url)


def until_done(socket: ClientConnection) -> str:
    """The texts of messages until the script has finished; what came before where the socket closes."""
    return "\n".join(text for message in _until_done(socket) for text in texts(message))


def _until_done(socket: ClientConnection) -> Iterator[Any]:
    with suppress(ConnectionClosed):
        while True:
            message = _received(socket)
            yield message
            if message.WhichOneof("type") == "script_finished":
                return


def _received(socket: ClientConnection) -> Any:
    message = ForwardMsg()
    message.ParseFromString(socket.recv(timeout=PATIENCE_SECONDS))
    return message


def texts(message: Message) -> list[str]:
    """Every text and every byte string anywhere in a message, charts and tables included."""
    found: list[str] = []
    for kind, value in message.ListFields():
        values = value if kind.is_repeated else [value]
        if kind.type == kind.TYPE_MESSAGE:
            if kind.message_type.GetOptions().map_entry:
                found += [f"{key} {one}" for key, one in value.items()]
            else:
                found += [text for one in values for text in texts(one)]
        elif kind.type == kind.TYPE_BYTES:
            found += [one.decode("utf-8", errors="replace") for one in values]
        elif kind.type == kind.TYPE_STRING:
            found += list(values)
    return found
