"""The accounts as the server asks them: for this configuration, by this clock."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from kpi.access import acting, audit, sessions
from kpi.access.acting import Need
from kpi.access.file import AccessFile
from kpi.access.user import NOBODY, User
from kpi.config.models import Config
from kpi.domain import clock
from kpi.ui.shell.actor import session
from kpi.ui.shell.desk import configuration
from kpi.wiring import access_of, config_file, limits_of

COOKIE = "kpi_phien"
# Where one signs in, and where everybody finds his own account: the server answers both without Streamlit.
SIGN_IN, OWN_ACCOUNT = "/dang-nhap", "/tai-khoan"
# Where one goes on to the office's provider, and where that sends one back to.
TO_PROVIDER, FROM_PROVIDER = f"{SIGN_IN}/chung", f"{SIGN_IN}/chung/xong"


@dataclass(frozen=True, slots=True)
class Office:
    """Accounts, limits and the moment of a request."""

    file: AccessFile
    config: Config
    now: datetime

    @property
    def limits(self) -> sessions.SessionLimits:
        return limits_of(self.config)

    @property
    def seconds(self) -> int:
        """The moment as phones reckon it."""
        return clock.seconds(self.now, self.config.timezone)

    @property
    def signs_in(self) -> bool:
        """Whether people sign in here; else whoever sits at this PC is let in, and nobody else."""
        return self.file.has_accounts()

    def person_of(self, token: str) -> User | None:
        """Whose browser a cookie comes from."""
        return sessions.person_of(self.file, token, at=self.now, limits=self.limits) if token else None

    def person_in(self, session: str) -> User | None:
        """Who sits at a page, by the session that the guard gave to it."""
        return sessions.person_in(self.file, session, at=self.now, limits=self.limits) if session else None

    def is_open(self, session: str) -> bool:
        """Whether a session is open; asking does not use it."""
        return sessions.is_open(self.file, session, at=self.now, limits=self.limits)


def office() -> Office:
    """As it is now; a fault in the configuration is a ``UserError``."""
    config, _written = configuration()
    return Office(access_of(config), config, clock.now(config.timezone))


def watch() -> None:
    """From here on whoever sits at a page is who has signed in there, and what he sees and does is noted."""
    acting.found_by(sitting)
    acting.noted_by(_note)


def sitting() -> User | None:
    """Who sits at this page; None outside of a page, and where nobody signs in.

    A page run asks hundreds of times, so what was found holds until configuration or accounts are others; that a session has grown
    old the guard finds, at every message that comes for the page.
    """
    of_page = session()
    if of_page is None:
        return None
    stamp = _stamp()
    known = _sitting.get(of_page)
    if known is None or known[0] != stamp:
        now = office()
        known = stamp, (now.person_in(of_page) or NOBODY) if now.signs_in else None
        if len(_sitting) >= _MOST_SITTING:
            _sitting.clear()
        _sitting[of_page] = known
    return known[1]


_MOST_SITTING = 1000
_sitting: dict[str, tuple[object, User | None]] = {}


def _stamp() -> object:
    """What is another one as soon as configuration or accounts are; some hundredths of a millisecond."""
    named = tuple(os.environ.get(name) for name in ("KPI_CONFIG", "KPI_DATABASE"))
    configured = _written(config_file())
    accounts, log = _accounts_files(named, configured)
    return named, configured, accounts.changes, _written(accounts.path), _written(log)


@lru_cache(maxsize=8)
def _accounts_files(_named: object, _configured: object) -> tuple[AccessFile, Path]:
    """The accounts, and the file of what was written to them last."""
    accounts = office().file
    return accounts, accounts.path.with_name(f"{accounts.path.name}-wal")


def _written(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


# What somebody looks at again within this time is not noted again: a page asks anew at every click.
SEEN_AGAIN = timedelta(minutes=15)
_seen: dict[tuple[str, str, str], datetime] = {}
_guard = threading.Lock()


def _note(person: User, need: Need, about: str) -> None:
    """Enters it in the audit log; what is looked at again a little later is not entered again."""
    now = office()
    if not (need.reads and _is_seen_again(person, need, about, now.now)):
        audit.enter(now.file, now.now, person, need.noted, about)


def _is_seen_again(person: User, need: Need, about: str, now: datetime) -> bool:
    key = (person.session, need.noted, about)
    with _guard:
        before = _seen.get(key)
        if before is not None and now - before < SEEN_AGAIN:
            return True
        for old in [one for one, at in _seen.items() if now - at >= SEEN_AGAIN]:
            del _seen[old]
        _seen[key] = now
    return False
