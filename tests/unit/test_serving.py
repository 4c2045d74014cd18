"""What surrounds the script."""

from __future__ import annotations

import socket

from kpi.ui.shell.serving import answer_at_once


def test_what_a_listening_socket_accepts_sends_without_waiting() -> None:
    closed = socket.create_server(("127.0.0.1", 0))
    closed.close()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        answer_at_once()
        with socket.create_connection(listening.getsockname()):
            accepted, _address = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
