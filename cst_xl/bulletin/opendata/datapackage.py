"""The Frictionless data package: every file with its columns, size and hash, for programs that load tables."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cst_xl.bulletin.focus import Focus
    from cst_xl.bulletin.opendata.resources import Field, File, Resource

Json = dict[str, Any]


def describe(focus: Focus, tables: Sequence[Resource], data: Sequence[File], whole: File) -> Json:
    """The descriptor.

    Args:
        focus: The bulletin.
        tables: The tables.
        data: Their files, in the same order.
        whole: The JSON document.
    """
    licence, imprint = focus.imprint.licence, focus.imprint
    return {
        "profile": "data-package",
        "name": focus.slug.lower(),
        "id": focus.slug,
        "title": focus.title,
        "description": focus.summary,
        "version": focus.issued.isoformat(),
        "created": f"{focus.issued.isoformat()}T00:00:00Z",
        "keywords": list(focus.keywords),
        "licenses": [{"name": licence.code, "path": licence.url, "title": licence.title}],
        "contributors": [{"title": imprint.publisher, "role": "publisher"}],
        "resources": [*(_table(one, file) for one, file in zip(tables, data, strict=True)), _whole(whole)],
    }


def _table(resource: Resource, file: File) -> Json:
    schema: Json = {"fields": [_field(field) for field in resource.fields], "missingValues": [""]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    described = {"description": resource.description} if resource.description else {}
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "title": resource.title,
        **described,
        **_file(file),
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "header": True},
        "schema": schema,
    }


def _field(field: Field) -> Json:
    told = {"name": field.name, "type": field.kind, "title": field.title}
    if field.description:
        told["description"] = field.description
    return (
        told
        | ({"unit": field.unit} if field.unit else {})
        | ({"constraints": {"required": True}} if field.required else {})
    )


def _whole(file: File) -> Json:
    return {"profile": "data-resource", "name": "focus", "title": file.title, **_file(file), "format": "json"}


def _file(file: File) -> Json:
    return {
        "path": file.path,
        "mediatype": file.mediatype,
        "bytes": len(file.content),
        "hash": f"sha256:{sha256(file.content).hexdigest()}",
    }
