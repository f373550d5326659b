"""Scopes and what happened to them, in words."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from goldenthread.core.permissions.terms import Permission
from goldenthread.systems.queries.changes import PastChange
from goldenthread.systems.queries.history import Relative
from goldenthread.systems.queries.readers import Reader
from goldenthread.systems.queries.scopes import ScopeFacts, Within
from goldenthread.systems.terms import (
    KIND_PLURALS,
    ORGANISATION_KIND_NAMES,
    SCOPE_KIND_NAMES,
    ChangeKind,
    ChangeRefusal,
    CodeScheme,
    OrganisationKind,
    ScopeKind,
    ScopeRefusal,
)

SCHEME_NAMES = {
    CodeScheme.GSS: "Office for National Statistics code",
    CodeScheme.ODS: "Organisation Data Service code",
}
CHANGE_NAMES = {
    ChangeKind.RENAME: "Rename",
    ChangeKind.MOVE: "Move",
    ChangeKind.MERGE: "Merge",
    ChangeKind.SPLIT: "Split",
    ChangeKind.CLOSE: "Close",
}
CHANGE_WORDS = {
    ChangeKind.RENAME: "It has a new name from a day on. Earlier pages keep the old one.",
    ChangeKind.MOVE: "It lies in another place or organisation from a day on.",
    ChangeKind.MERGE: "Two or more become one new scope, which can show the past of them all.",
    ChangeKind.SPLIT: "It becomes two or more new scopes, which can show its past.",
    ChangeKind.CLOSE: "It ends. What happened in it can still be read.",
}
REFUSAL_WORDS: dict[object, str] = {
    ScopeRefusal.KIND_NOT_HERE: "That kind of scope cannot be added here.",
    ScopeRefusal.LIES_NOWHERE: "Choose at least one scope that it lies in.",
    ScopeRefusal.PARENT_CLOSED: "One of the scopes that it should lie in is closed.",
    ScopeRefusal.CANNOT_LIE_THERE: "It cannot lie in a scope of that kind.",
    ScopeRefusal.CODE_SHAPE: (
        "This code is not in a form we know. Use nine characters such as E06000001, or an ODS code."
    ),
    ScopeRefusal.CODE_TAKEN: "Another open scope on this site has this code.",
    ScopeRefusal.NAME_TAKEN: "Another open scope of this kind has this name.",
    ScopeRefusal.HAS_ADMINISTRATOR: "This system has an administrator, who can invite others.",
    ChangeRefusal.IS_CLOSED: "A scope that is closed cannot change any more.",
    ChangeRefusal.NOT_ONE_SYSTEM: "Only scopes of one system can change together.",
    ChangeRefusal.NOT_ONE_KIND: "Only scopes of one kind can become one.",
    ChangeRefusal.NOT_FOR_THIS_KIND: "This cannot be done with a whole system. You can rename it.",
    ChangeRefusal.IN_THE_FUTURE: "Record a change on its day or later. Choose today or a day in the past.",
    ChangeRefusal.BEFORE_LAST_CHANGE: "Something about it changed after that day. Choose a later one.",
    ChangeRefusal.TOO_FEW: "Choose at least two.",
    ChangeRefusal.TOO_MANY: "Four is the most at once.",
    ChangeRefusal.SAME_NAME: "Give a name that is different.",
    ChangeRefusal.NAME_TAKEN: "Another open scope of this kind has this name.",
    ChangeRefusal.SAME_PLACE: "It lies there already. Choose where it lies from that day on.",
    ChangeRefusal.SOMETHING_LIES_IN_IT: "Something lies in this alone. Move or close that first.",
    ChangeRefusal.TAKEN_BACK: "This change was taken back already.",
    ChangeRefusal.TOO_LATE: "A change can be taken back for 30 days.",
    ChangeRefusal.CHANGED_SINCE: "A later change builds on this one. Take that one back first.",
    ChangeRefusal.USED_SINCE: "There are rounds, evidence or scopes in what it made, which would be lost.",
    ChangeRefusal.PEOPLE_SINCE: "People were given roles in what it made. End those first.",
}


class ScopePage:
    """The overview of a scope."""

    def __init__(self, facts: ScopeFacts, inside: Within, *, reader: Reader) -> None:
        self.facts = facts
        self.kind = SCOPE_KIND_NAMES[ScopeKind(facts.ref.kind)]
        if facts.organisation_kind:
            self.kind = ORGANISATION_KIND_NAMES[OrganisationKind(facts.organisation_kind)]
        self.code_name = SCHEME_NAMES.get(CodeScheme(facts.code_scheme), "Code")
        self.inside = inside
        self.groups = [
            {
                "name": KIND_PLURALS[ScopeKind(kind)],
                "count": inside.counts.get(kind, 0),
                "rows": [
                    {"scope": scope, "may_see": reader.may(Permission.SEE_SCOPE, scope)} for scope in rows
                ],
            }
            for kind, rows in groupby(inside.rows, key=lambda row: row.kind)
        ]
        self.is_filtered = bool(inside.kind or inside.text)
        self.kinds = [
            {"value": "", "text": f"All kinds ({sum(inside.counts.values())})", "selected": not inside.kind},
            *(
                {
                    "value": kind,
                    "text": f"{KIND_PLURALS[ScopeKind(kind)]} ({count})",
                    "selected": kind == inside.kind,
                }
                for kind, count in inside.counts.items()
            ),
        ]

    @property
    def has_search(self) -> bool:
        """Searching helps when there is more than a screenful."""
        return sum(self.inside.counts.values()) > 10

    @property
    def pages(self) -> dict[str, Any] | None:
        """The links to the page before and the page after."""
        here = self.inside
        if here.page_count == 1:
            return None
        asked = {key: value for key, value in (("kind", here.kind), ("name", here.text)) if value}

        def link(page: int) -> dict[str, str]:
            return {
                "href": f"?{urlencode({**asked, 'page': page})}#within",
                "labelText": f"Page {page} of {here.page_count}",
            }

        return {
            "previous": link(here.page - 1) if here.page > 1 else None,
            "next": link(here.page + 1) if here.page < here.page_count else None,
        }


class Timeline:
    """What a scope went through, newest first."""

    def __init__(self, changes: Iterable[PastChange], *, may_change: bool) -> None:
        self.entries = [
            {
                "change": change,
                "title": change_sentence(change),
                "may_take_back": may_change and change.why_not_take_back is None,
                "why_not": REFUSAL_WORDS.get(change.why_not_take_back, ""),
            }
            for change in changes
        ]


def change_sentence(change: PastChange) -> str:
    """One line that says what a change did."""
    before, after = and_list(change.before), and_list(change.after)
    if change.kind is ChangeKind.MERGE:
        return f"{before} became {after}"
    if change.kind is ChangeKind.SPLIT:
        return f"{before} was split into {after}"
    if change.kind is ChangeKind.RENAME:
        return f"{before} was renamed {after}"
    if change.kind is ChangeKind.CLOSE:
        return f"{before} closed"
    joined, left = and_list(change.joined), and_list(change.left)
    if joined and left:
        return f"{before} moved from {left} to {joined}"
    return f"{before} now also lies in {joined}" if joined else f"{before} no longer lies in {left}"


def lineage_rows(relatives: Iterable[Relative]) -> list[dict[str, Any]]:
    """The scopes that one came out of, or that came out of it."""
    words = {ChangeKind.MERGE: "merger", ChangeKind.SPLIT: "split"}
    return [
        {"scope": each.scope, "how": words[each.kind], "on": each.on_date, "is_near": each.generation == 1}
        for each in relatives
    ]


def and_list(words: Iterable[str]) -> str:
    """Words with commas, and “and” before the last."""
    listed = list(words)
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
