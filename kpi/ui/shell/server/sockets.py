"""Small messages leave at once: Streamlit's listening socket names no protocol, so asyncio does not turn Nagle's wait off.

Without it a page run that follows another waits for the browser's receipt of the one before: 40 ms, on Windows up to 200 ms.
"""

from __future__ import annotations

import gc
import socket

_INTERNET = (socket.AF_INET, socket.AF_INET6)


def send_at_once() -> None:
    """Sets every listening socket to send small messages without waiting, and with it all connections that it accepts."""
    # By type(), since isinstance() would wake whatever pretends to be another object.
    sockets = (found for found in gc.get_objects() if issubclass(type(found), socket.socket))
    for found in sockets:
        if found.fileno() >= 0 and found.type == socket.SOCK_STREAM and found.family in _INTERNET:
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
