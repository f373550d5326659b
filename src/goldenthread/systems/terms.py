"""The words of systems: kinds of scope, relation, change and refusal."""

from enum import StrEnum


class ScopeKind(StrEnum):
    """What a canvas can be filled in for."""

    NATION = "nation"
    REGION = "region"
    SYSTEM = "system"
    PLACE = "place"
    ORGANISATION = "organisation"
    PATHWAY = "pathway"


SCOPE_KIND_NAMES = {
    ScopeKind.NATION: "Nation",
    ScopeKind.REGION: "Region",
    ScopeKind.SYSTEM: "System",
    ScopeKind.PLACE: "Place",
    ScopeKind.ORGANISATION: "Organisation",
    ScopeKind.PATHWAY: "Pathway",
}


class CodeScheme(StrEnum):
    """Who gave a scope its code."""

    GSS = "gss"  # nine characters, Office for National Statistics
    ODS = "ods"  # Organisation Data Service
    NONE = ""


class ChangeKind(StrEnum):
    """How a scope can change on a stated day."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    MOVE = "move"
    CLOSE = "close"
