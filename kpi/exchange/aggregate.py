"""The aggregate file of one report as a value: its head and rows, kept with the frozen report and asked anew to check it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kpi.exchange.code import content_hash, short_code
from kpi.exchange.rows import COLUMNS, PLAN_VERSION, RECEIVED, Header, Row, seal_columns, table_columns
from kpi.exchange.seal import sealed_text, with_signature

if TYPE_CHECKING:
    from kpi.exchange.signing import SigningKey


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What goes up to be added: counts only, nobody's name, phone or code."""

    header: Header
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, header: Header, rows: tuple[Row, ...]) -> Aggregate:
        """The rows under a head that carries their hash and check code."""
        found = content_hash(header, rows)
        whole = found if seal_columns(header.schema_version) else None
        return cls(replace(header, check_code=short_code(found), sha256=whole), rows)

    @property
    def sha256(self) -> str:
        """The hash worked out anew, whatever the head says."""
        return content_hash(self.header, self.rows)

    @property
    def code(self) -> str:
        """The check code worked out anew, whatever the head says."""
        return short_code(self.sha256)

    @property
    def text(self) -> str:
        """What is signed of it."""
        whole = [row for row in self.rows if row.village is None and row.date == self.header.period_end]
        return sealed_text(self.header, self.sha256, [row for row in whole if row.measure != RECEIVED])

    @property
    def seal(self) -> str | None:
        """What stands in the QR of the paper: the text with its signature; None: it is not signed."""
        signature = self.header.signature
        return None if signature is None else with_signature(self.text, signature)

    def signed(self, key: SigningKey) -> Aggregate:
        """The same with the key's signature in its head."""
        signature = key.sign(self.text)
        return Aggregate(replace(self.header, key=key.public.fingerprint, signature=signature), self.rows)

    def as_dict(self) -> dict[str, Any]:
        """Of plain values that JSON holds."""
        names = _kept(self.header.schema_version)
        head = {name: value for name, value in asdict(self.header).items() if name in names}
        rows = ({name: value for name, value in asdict(row).items() if name in names} for row in self.rows)
        return {"header": _plain(head), "rows": [_plain(row) for row in rows]}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Aggregate:
        """What ``as_dict`` gave."""
        header = {**content["header"]}
        for name in ("period_start", "period_end"):
            header[name] = date.fromisoformat(header[name])
        header["known_at"] = datetime.fromisoformat(header["known_at"])
        return cls(Header(**header), tuple(_row(row) for row in content["rows"]))


def _kept(version: str) -> frozenset[str]:
    """What is kept of a version: of those before the one that names the plan nothing of that, so that an earlier program reads it."""
    return frozenset(table_columns(PLAN_VERSION) if version == PLAN_VERSION else COLUMNS)


def _row(content: dict[str, Any]) -> Row:
    target = content["target_percent"]
    days = {name: _day(content.get(name)) for name in ("date", "observed_on", "oldest_list_on")}
    return Row(**{**content, **days, "target_percent": None if target is None else Decimal(target)})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, int | str | None) else str(value) for name, value in values.items()}
