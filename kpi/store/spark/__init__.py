"""The same relations on Apache Spark, for what one PC does not hold: a lake of many communes. An extra: no office needs it."""

from __future__ import annotations
