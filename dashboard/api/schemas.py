"""Pieces of JSON Schema in which the answers of the API are described."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = Mapping[str, Any]
TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
TRUTH: Schema = {"type": "boolean"}


def maybe(schema: Schema) -> Schema:
    """Return the schema of something that may be unknown: null is no data, never 0."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def record(**parts: Schema) -> Schema:
    """Return the schema of an object of which every part is always there."""
    return {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}


EDITION: dict[str, Any] = {
    "county": TEXT,
    "edition": WHOLE,
    "made_at": TEXT,
    "delivered_on": DAY,
    "is_demo": TRUTH,
}
"""What every answer says of the edition it was read from."""


def page_of(item: Schema, **parts: Schema) -> Schema:
    """Return the schema of a page of items."""
    paging = {"total": WHOLE, "page": WHOLE, "pages": WHOLE, "page_size": WHOLE, "next": maybe(TEXT)}
    return record(**EDITION, **parts, **paging, items=listed(item))


PROBLEM = {
    "type": "object",
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": WHOLE,
        "detail": TEXT,
        "instance": TEXT,
        "allowed": {"type": "object"},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}
