"""Describe exports as a Frictionless Data Package."""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from goldenthread.core.exporting.delimited import csv_bytes
from goldenthread.core.exporting.sheet import Field, FieldKind, Sheet

_LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "OGL-UK-3.0": (
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
}
_NOT_NAME = re.compile(r"[^a-z0-9._-]+")


def data_package(sheets: Sequence[Sheet], *, name: str, title: str) -> bytes:
    """The ``datapackage.json`` that goes beside the csv file of each sheet, ``<sheet's name>.csv``."""
    content = {
        "name": _NOT_NAME.sub("-", name.lower()),
        "title": title,
        "profile": "tabular-data-package",
        "licenses": [_licence(code) for code in sorted({sheet.provenance.licence for sheet in sheets})],
        "created": max(sheet.provenance.as_at for sheet in sheets).isoformat() + "T00:00:00Z",
        "resources": [_resource(sheet) for sheet in sheets],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _resource(sheet: Sheet) -> dict[str, Any]:
    written = csv_bytes(sheet)
    about = sheet.provenance
    schema: dict[str, Any] = {"fields": [_field(field) for field in sheet.fields], "missingValues": [""]}
    if sheet.primary_key:
        schema["primaryKey"] = list(sheet.primary_key)
    return {
        "name": sheet.name,
        "path": f"{sheet.name}.csv",
        "profile": "tabular-data-resource",
        "title": about.title,
        "description": f"{about.description} {about.definition}".strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
        "sources": [{"title": about.source}],
        "licenses": [_licence(about.licence)],
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": field.kind.value, "title": field.title}
    if field.description:
        described["description"] = field.description
    if field.kind is FieldKind.DATETIME:
        described["format"] = "any"
    if field.required:
        described["constraints"] = {"required": True}
    return described


def _licence(code: str) -> dict[str, str]:
    title, path = _LICENCES[code]
    return {"name": code, "title": title, "path": path}
