"""The unit's own key: a file beside the database and never in it, made on first use, read by its owner only.

    <database>.keys/unit.pem          the private key (PKCS #8)
    <database>.keys/own/<mark>.json   the public part of it, and of every earlier one

A copy of the database alone can sign nothing. Source: docs/decisions/reports.md#the-units-key.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kpi.domain.errors import UserError
from kpi.exchange.signing import PublicKey, SigningKey
from kpi.exchange.whole import place_new, place_over
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import _

ENDING = ".keys"
_ONLY_OWNER, _ONLY_OWNERS_FOLDER = 0o600, 0o700
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The public part of a key that this office has signed with: since when, who made it, and why where it followed another one."""

    public: PublicKey
    since: datetime
    made_by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnitKeys:
    """The keys of one office."""

    folder: Path

    @classmethod
    def beside(cls, database: Path) -> UnitKeys:
        """The keys that belong to a database file."""
        return cls(database.with_name(database.name + ENDING))

    @property
    def file(self) -> Path:
        """The private key, whether it is there or not."""
        return self.folder / "unit.pem"

    def signing(self, *, by: str, at: datetime, signed_before: bool) -> SigningKey:
        """The key to sign with, made where there has never been one.

        ``signed_before``: whether something in the database is signed already; a key that is gone is then not replaced in silence.
        """
        known = self.known()  # first: who makes one at this moment notes it after its file is there
        if self.file.exists():
            return self._note(self._read(), by=by, at=at)
        if signed_before or known:
            raise UserError(
                _("The unit's key is missing"), place=str(self.file),
                expected=_("the key that earlier reports were signed with"),
                remedy=_("Put the folder back from the copy that was kept of it. If it is lost: python -m kpi key new"),
                code="no_key",
            )  # fmt: skip
        return self._make(by=by, at=at, reason="")

    def renew(self, *, by: str, at: datetime, reason: str) -> SigningKey:
        """A new key in the place of the one that is lost or in wrong hands; the public part of the old one stays."""
        if not by.strip() or not reason.strip():
            raise UserError(
                _("A new key needs a name and a reason"), remedy=_("Write who makes it, and why."), code="no_reason"
            )
        with suppress(UserError):  # a damaged one is a reason to make a new one
            if self.file.exists():
                self._note(self._read(), by=by, at=at)
        return self._make(by=by, at=at, reason=reason, place=place_over)

    def current(self) -> OwnKey | None:
        """The public part of the key in use; None: there is none yet, or it is gone."""
        if not self.file.exists():
            return None
        mark = self._read().public.fingerprint
        return next((key for key in self.known() if key.public.fingerprint == mark), None)

    def known(self) -> tuple[OwnKey, ...]:
        """Every key that this office has signed with, oldest first."""
        found = [_own(path) for path in sorted((self.folder / "own").glob("*.json"))]
        return tuple(sorted(found, key=lambda key: key.since))

    def _make(
        self, *, by: str, at: datetime, reason: str, place: Callable[[Path, bytes], None] = place_new
    ) -> SigningKey:
        """Two that make one at the same moment get the same: the file is there whole, and whose was first."""
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        key = SigningKey.new()
        content = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with _told(self.folder):
            self.folder.mkdir(mode=_ONLY_OWNERS_FOLDER, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                place(self.file, content)
        return self._note(self._read(), by=by, at=at, reason=reason)

    def _note(self, key: SigningKey, *, by: str, at: datetime, reason: str = "") -> SigningKey:
        """Keeps the public part, once."""
        place = self.folder / "own" / f"{key.public.fingerprint}.json"
        if not place.exists():
            content = {"public": key.public.letters, "since": at.isoformat(), "made_by": by, "reason": reason}
            with _told(self.folder), suppress(FileExistsError):
                place.parent.mkdir(exist_ok=True)
                place_new(place, json.dumps(content, ensure_ascii=False, indent=1).encode())
        return key

    def _read(self) -> SigningKey:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        with _told(self.file):
            _refuse_open(self.file)
            content = self.file.read_bytes()
        try:
            key = load_pem_private_key(content, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            key = None
        if not isinstance(key, Ed25519PrivateKey):
            raise UserError(
                _("The unit's key is damaged"), place=str(self.file), expected=_("an Ed25519 key in PKCS #8 form (PEM)"),
                remedy=_("Put the folder back from the copy that was kept of it. If it is lost: python -m kpi key new"),
                code="damaged_key",
            )  # fmt: skip
        return SigningKey(key)


def _refuse_open(file: Path) -> None:
    """A key that others on the machine may read is no proof of who signed. Windows keeps rights elsewhere: in the user's folder."""
    mode = stat.S_IMODE(file.stat().st_mode)
    if os.name != "nt" and mode & _OTHERS:
        raise UserError(
            _("The unit's key can be read by others on this machine"), place=str(file), found=oct(mode)[2:],
            expected=oct(_ONLY_OWNER)[2:],
            remedy=_("Take their rights away: chmod 600 FILE. If somebody may have copied it: python -m kpi key new"),
            code="open_key",
        )  # fmt: skip


def _own(path: Path) -> OwnKey:
    try:
        content = json.loads(path.read_text("utf-8"))
        key = PublicKey(content["public"])
        named_right = key.fingerprint == path.stem
        found = OwnKey(key, datetime.fromisoformat(content["since"]), content["made_by"], content["reason"])
    except (OSError, ValueError, KeyError, TypeError):
        named_right = False
    if not named_right:
        raise UserError(
            _("The note of a key is damaged"), place=str(path), remedy=_("Put it back from the copy that was kept of it."),
            code="damaged_key",
        )  # fmt: skip
    return found


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """A disk that refuses, in words."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise UserError(
            _("The unit's key cannot be kept or read"), place=str(place), found=system_in_words(error),
            remedy=_("Give whoever runs the program the right to this folder, and to nobody else."), code="key_closed",
        ) from error  # fmt: skip
