"""Ids of the demonstration's scopes and people, by their key in the story."""

from dataclasses import dataclass, field

from goldenthread.site.demo.story import chapter
from goldenthread.systems.models import Person
from goldenthread.systems.queries.readers import scope_ref
from goldenthread.systems.rules import ScopeRef

SYSTEM = "system"


@dataclass(slots=True)
class Cast:
    """Who there is. Filled as the story goes on."""

    scopes: dict[str, int] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)  # by the part before the @
    canvases: dict[tuple[int, str], int] = field(default_factory=dict)  # by round number and scope key

    def ref(self, key: str) -> ScopeRef:
        """A scope as actions take it."""
        found = scope_ref(self.scopes[key])
        if found is None:
            raise LookupError(key)
        return found

    @property
    def lead(self) -> Person:
        """Who runs the rounds."""
        return self.people["tom.hartley"]

    @property
    def administrator(self) -> Person:
        """Who signs off what the lead has settled."""
        return self.people["amara.osei"]

    def places(self, *, merged: bool) -> list[str]:
        """Keys of the places there are, before or after the merger."""
        story = chapter("places")
        keys = [place["key"] for place in story["place"]]
        if not merged:
            return keys
        gone = story["merger"]["from"]
        return [key for key in keys if key not in gone] + [story["merger"]["key"]]

    def kind_of(self, key: str) -> str:
        """The kind of a scope."""
        if key == SYSTEM:
            return "system"
        story = chapter("places")
        for kind in ("organisation", "pathway"):
            if any(entry["key"] == key for entry in story[kind]):
                return kind
        return "place"

    def asked(self, *, merged: bool) -> list[str]:
        """Keys of every scope that a round asks about."""
        story = chapter("places")
        others = [entry["key"] for kind in ("organisation", "pathway") for entry in story[kind]]
        return [SYSTEM, *self.places(merged=merged), *others]
