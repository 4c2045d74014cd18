"""The keys that the level above has registered, a file a unit, and what of each unit it had received before.

    <database>.keys/units/<code>.json

Who may write here says whose reports count; so it lies beside the level's own database and not where the units' files arrive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kpi.domain.errors import UserError
from kpi.exchange.card import KeyCard
from kpi.exchange.keys import UnitKeys
from kpi.exchange.signing import PublicKey
from kpi.exchange.whole import place_new, place_over
from kpi.i18n.formats import format_moment
from kpi.i18n.messages import _


@dataclass(frozen=True, slots=True)
class Replaced:
    """A key that a unit had before; ``until`` it was replaced, by whom and why."""

    public: PublicKey
    until: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A unit with its key, since when and by whom.

    ``received``: the hashes of its reports that were here before, and count as they are.
    """

    unit: str
    name: str
    public: PublicKey
    since: datetime
    by: str
    received: frozenset[str] = frozenset()
    earlier: tuple[Replaced, ...] = ()

    @property
    def earlier_marks(self) -> tuple[str, ...]:
        """The fingerprints of the keys that were replaced."""
        return tuple(key.public.fingerprint for key in self.earlier)


@dataclass(frozen=True, slots=True)
class Registry:
    """The registered keys."""

    folder: Path

    @classmethod
    def beside(cls, database: Path) -> Registry:
        """What belongs to a database file."""
        return cls(UnitKeys.beside(database).folder)

    def units(self) -> dict[str, Registered]:
        """Every registered unit, by its code; a damaged file is refused, for without it anybody's report would count."""
        return {found.unit: found for found in map(_read, sorted(self._place.glob("*.json")))}

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Changes with every registration; costs a look at the folder."""
        looked_at = ((path.name, path.stat()) for path in sorted(self._place.glob("*.json")))
        return tuple((name, state.st_size, state.st_mtime_ns) for name, state in looked_at)

    def register(
        self, card: KeyCard, *, by: str, at: datetime, received: Iterable[str] = (), replacing: str | None = None
    ) -> Registered:
        """Registers a unit's key, or notes more reports under the key it has.

        ``received``: hashes of reports that count as they are. ``replacing``: why another key than the registered one takes its place;
        None: that is refused.
        """
        if not by.strip():
            raise UserError(
                _("Write who registers the key"), remedy=_("The name stands beside the key."), code="no_name"
            )
        before = self.units().get(card.unit)
        if before is None:
            found = Registered(card.unit, card.unit_name, card.public, at, by, frozenset(received))
            self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                place_new(self._file(card.unit), _content(found))
            except FileExistsError:
                return self.register(card, by=by, at=at, received=received, replacing=replacing)
            return found
        found = _changed(before, card, by, at, replacing)
        found = replace(found, received=before.received | frozenset(received))
        place_over(self._file(card.unit), _content(found))
        return found

    @property
    def _place(self) -> Path:
        return self.folder / "units"

    def _file(self, unit: str) -> Path:
        return self._place / f"{quote(unit, safe='')}.json"


def _changed(before: Registered, card: KeyCard, by: str, at: datetime, replacing: str | None) -> Registered:
    """What is registered after a card came in for a unit that has a key."""
    if card.public == before.public:
        return replace(before, name=card.unit_name)
    if replacing is None:
        raise UserError(
            _("Another key is registered for this unit"), place=f"{before.unit} {before.name}",
            found=card.public.fingerprint,
            expected=_("{mark}, registered {when} by {name}", mark=before.public.fingerprint, when=format_moment(before.since),
                       name=before.by),
            remedy=_("Ask the unit whether it has a new key, and why. Then: --replace --reason TEXT"), code="other_key",
        )  # fmt: skip
    if not replacing.strip():
        raise UserError(
            _("Write why the key is replaced"), remedy=_("The reason stands beside the key."), code="no_reason"
        )
    gone = Replaced(before.public, at, by, replacing)
    return replace(before, name=card.unit_name, public=card.public, since=at, by=by, earlier=(*before.earlier, gone))


def _content(found: Registered) -> bytes:
    content = {
        "unit": found.unit, "name": found.name, "public": found.public.letters, "since": found.since.isoformat(), "by": found.by,
        "received": sorted(found.received),
        "earlier": [
            {"public": key.public.letters, "until": key.until.isoformat(), "by": key.by, "reason": key.reason}
            for key in found.earlier
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _read(path: Path) -> Registered:
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
        earlier = tuple(
            Replaced(_key(row["public"]), datetime.fromisoformat(row["until"]), row["by"], row["reason"])
            for row in content["earlier"]
        )
        since, received = datetime.fromisoformat(content["since"]), frozenset(content["received"])
        return Registered(
            content["unit"], content["name"], _key(content["public"]), since, content["by"], received, earlier
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            _("A registered key cannot be read"), place=str(path),
            remedy=_("Put the file back from the copy that was kept of it, or remove it and register the unit's key anew."),
            code="damaged_registry",
        ) from error  # fmt: skip


def _key(letters: str) -> PublicKey:
    """A public key whose letters are those of one."""
    key = PublicKey(letters)
    if not key.content:
        raise ValueError(letters)
    return key
