"""Find a scope by what an operator types."""

from django.db.models import Q

from goldenthread.systems import models
from goldenthread.systems.queries.readers import ref_of
from goldenthread.systems.rules import ScopeRef


def scopes_called(wanted: str) -> tuple[ScopeRef, ...]:
    """The scopes with this number, code or name, open ones first. One query."""
    asked = Q(code__iexact=wanted) | Q(name__iexact=wanted)
    if wanted.isdecimal() and len(wanted) < 19:
        asked |= Q(pk=int(wanted))
    found = models.Scope.objects.filter(asked).select_related("system").order_by("closed_date", "pk")
    return tuple(sorted(map(ref_of, found), key=lambda ref: ref.is_closed))
