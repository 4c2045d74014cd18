"""Files for their own page only: Streamlit serves what a page offers to anybody who has its address.

``owned`` stands around the content of every download: it is made as whoever the page belongs to, entered in the audit log, and
remembered as his. The guard then asks ``is_own`` before an address below ``/media`` is answered, and before a file that somebody
uploads reaches a page.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

from streamlit.runtime import get_instance

from kpi.access.acting import Need, acting_as, note, who
from kpi.access.user import User
from kpi.i18n.messages import N_

MEDIA, UPLOADS = "/media/", "/_stcore/upload_file/"
_MADE = Need((), N_("a file was made and downloaded"))
_MOST_KEPT = 20_000
_owned: OrderedDict[tuple[str, bytes], None] = OrderedDict()
_guard = threading.Lock()


def owned(content: Callable[[], bytes], name: str) -> Callable[[], bytes]:
    """Content that only whoever sits at this page gets, made as him at his click, and noted then. ``name``: the file's.

    Bytes that are there already must be given by a function, too: what a page merely offers nobody has downloaded.
    """
    person = who()
    if not person.account:
        return content

    def made() -> bytes:
        with acting_as(person):
            note(_MADE, name)
            answer = content()
        _keep(person, answer)
        return answer

    return made


def is_own(path: str, person: User) -> bool:
    """Whether an address is open to this person's session: of files those made for it, of uploads those to its own pages."""
    if path.startswith(MEDIA):
        return _is_own_file(path, person)
    return not path.startswith(UPLOADS) or _is_own_page(path.removeprefix(UPLOADS).partition("/")[0], person)


def _is_own_page(page: str, person: User) -> bool:
    found = get_instance()._session_mgr.get_active_session_info(page)
    return found is not None and found.session._user_info.get("session") == person.session


def _is_own_file(path: str, person: User) -> bool:
    """One that is not there is nobody's."""
    file_id = path.removeprefix(MEDIA).partition(".")[0]
    file = get_instance().media_file_mgr.read_file(file_id)
    with _guard:
        return file is not None and (person.session, _digest(file.content)) in _owned


def _keep(person: User, content: bytes) -> None:
    with _guard:
        _owned[person.session, _digest(content)] = None
        while len(_owned) > _MOST_KEPT:
            _owned.popitem(last=False)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
