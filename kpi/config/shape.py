"""Holds what stands in the file against the models: the only place that speaks to pydantic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import TypeAdapter

from kpi.config.models import Config, key_of

Kind = TypeVar("Kind")


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def shaped(kind: type[Kind], content: object) -> Kind:
    """The content as a value of this type; ``pydantic.ValidationError`` lists all that does not fit."""
    value: Kind = _adapter(kind).validate_python(content)
    return value


def plain(config: Config) -> dict[str, Any]:
    """The configuration as the file would hold it, of texts, numbers, lists and groups of keys only."""
    content: dict[str, Any] = _adapter(Config).dump_python(config, mode="json", by_alias=True)
    return content


def types_of(kind: Any) -> Mapping[str, Any]:
    """The keys of a model in the file, with their types."""
    return {key_of(field.name): field.type for field in fields(kind)}


def model_in(annotation: Any) -> Any | None:
    """The model that a type is, or holds as its rows; None where it holds none."""
    if isinstance(annotation, type) and is_dataclass(annotation):
        return annotation
    return next((model for inner in get_args(annotation) if (model := model_in(inner)) is not None), None)
