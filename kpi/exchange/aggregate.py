"""The aggregate file of one report as a value: its head and rows, kept with the frozen report and asked anew to check it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kpi.exchange.code import check_code
from kpi.exchange.rows import Header, Row


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What goes up to be added: counts only, nobody's name, phone or code."""

    header: Header
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, header: Header, rows: tuple[Row, ...]) -> Aggregate:
        """The rows under a head that carries their check code."""
        return cls(replace(header, check_code=check_code(header, rows)), rows)

    @property
    def code(self) -> str:
        """The check code worked out anew, whatever the head says."""
        return check_code(self.header, self.rows)

    def as_dict(self) -> dict[str, Any]:
        """Of plain values that JSON holds."""
        return {"header": _plain(asdict(self.header)), "rows": [_plain(asdict(row)) for row in self.rows]}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Aggregate:
        """What ``as_dict`` gave."""
        header = {**content["header"]}
        for name in ("period_start", "period_end"):
            header[name] = date.fromisoformat(header[name])
        header["known_at"] = datetime.fromisoformat(header["known_at"])
        return cls(Header(**header), tuple(_row(row) for row in content["rows"]))


def _row(content: dict[str, Any]) -> Row:
    target = content["target_percent"]
    days = {name: _day(content.get(name)) for name in ("date", "observed_on", "oldest_list_on")}
    return Row(**{**content, **days, "target_percent": None if target is None else Decimal(target)})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, int | str | None) else str(value) for name, value in values.items()}
