"""Whether frozen reports are signed by this office's key, and whether a paper in hand is one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.keys import UnitKeys
from kpi.exchange.paper import PaperCheck, check_paper
from kpi.exchange.rows import seal_columns
from kpi.exchange.seal import ReadSeal
from kpi.exchange.signing import PublicKey
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.reports.sending.freezing import aggregate_kept, standing_instead
from kpi.store import Store


class OwnSeal(StrEnum):
    """What the signature of a frozen report says to the office that froze it."""

    SIGNED = "signed"
    EARLIER_KEY = "earlier_key"
    BEFORE_SEALS = "before_seals"  # frozen before reports were signed
    UNSIGNED = "unsigned"  # though it, or one before it, is of a version that is signed
    FOREIGN_KEY = "foreign_key"  # it names a key that is none of this office's
    WRONG = "wrong"


SOUND = (OwnSeal.SIGNED, OwnSeal.EARLIER_KEY, OwnSeal.BEFORE_SEALS)
WORDS = {
    OwnSeal.SIGNED: N_("signed by the unit's key"),
    OwnSeal.EARLIER_KEY: N_("signed by an earlier key of the unit"),
    OwnSeal.BEFORE_SEALS: N_("not signed: frozen before reports were signed"),
    OwnSeal.UNSIGNED: N_("the signature is missing: somebody has changed the database"),
    OwnSeal.FOREIGN_KEY: N_("signed by a key that is not here: put the folder of keys back, or somebody has changed the database"),
    OwnSeal.WRONG: N_("the signature is wrong: somebody has changed the database"),
}  # fmt: skip


@needs(Right.REPORTS)
def seals_of(store: Store, own: UnitKeys) -> dict[int, OwnSeal]:
    """Each frozen report by its number, oldest first; ``own``: the office's keys."""
    keys = {key.public.fingerprint: key.public for key in own.known()}
    now = own.current()
    found: dict[int, OwnSeal] = {}
    for number, aggregate in _kept(store):
        seal = _seal(aggregate, keys, None if now is None else now.public)
        first = not any(one is not OwnSeal.BEFORE_SEALS for one in found.values())
        found[number] = OwnSeal.UNSIGNED if seal is OwnSeal.BEFORE_SEALS and not first else seal
    return found


def in_words(found: Iterable[OwnSeal]) -> str:
    """How many are signed, and how: "12 signed by the unit's key; 2 by an earlier key"."""
    counts = Counter(found)
    return "; ".join(
        _("{count} {how}", count=format_count(counts[seal]), how=_(words))
        for seal, words in WORDS.items()
        if counts[seal]
    )


@needs(Right.REPORTS)
def check(store: Store, config: Config, typed: str) -> PaperCheck:
    """A paper's QR against this office's own keys and reports."""
    kept, keys = dict(_kept(store)), UnitKeys.beside(store.path)
    own, now = [key.public for key in reversed(keys.known())], keys.current()
    units = {config.unit.code, *(aggregate.header.unit for aggregate in kept.values())}
    newer = standing_instead(store)

    def keys_of(unit: str) -> list[PublicKey]:
        return own if unit in units else []

    def text_of(seal: ReadSeal) -> str | None:
        found = kept.get(seal.number)
        return None if found is None or found.header.unit != seal.unit else found.text

    def trusted(seal: ReadSeal, key: PublicKey) -> bool:
        """An earlier key may be in wrong hands: what it has signed is true where it was kept here."""
        return (now is not None and key == now.public) or text_of(seal) == seal.text

    def replaced_by(seal: ReadSeal) -> int | None:
        return newer.get(seal.number) if text_of(seal) == seal.text else None

    return check_paper(typed, keys_of, text_of, trusted, replaced_by)


def _kept(store: Store) -> Iterator[tuple[int, Aggregate]]:
    with store.one_view():
        states = sorted(store.frozen_states(), key=lambda state: state.number)
    for state in states:
        aggregate = aggregate_kept(state)
        if aggregate is not None:
            yield state.number, aggregate


def _seal(aggregate: Aggregate, keys: dict[str, PublicKey], now: PublicKey | None) -> OwnSeal:
    head = aggregate.header
    if head.signature is None:
        return OwnSeal.UNSIGNED if seal_columns(head.schema_version) else OwnSeal.BEFORE_SEALS
    key = keys.get(head.key or "")
    if key is None:
        return OwnSeal.FOREIGN_KEY
    if not key.holds(aggregate.text, head.signature):
        return OwnSeal.WRONG
    return OwnSeal.SIGNED if key == now else OwnSeal.EARLIER_KEY
