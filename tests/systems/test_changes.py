"""Merging, splitting, renaming, moving and closing scopes, and taking it back."""

from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.permissions.terms import Role
from goldenthread.systems import models
from goldenthread.systems.actions import changes
from goldenthread.systems.actions.changes import ChangeRefused, Part
from goldenthread.systems.models import Invitation, RoleGrant, Scope, ScopeChange, ScopeRelation
from goldenthread.systems.queries.changes import changes_of
from goldenthread.systems.queries.history import predecessors, scope_name_on, scopes_within, successors
from goldenthread.systems.queries.readers import Reader, reader_of, scope_ref
from goldenthread.systems.terms import ChangeKind, ChangeRefusal, ScopeRefusal
from making.systems import LONG_AGO, NOW, give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 1)
BEFORE = ON - timedelta(days=1)


def who() -> Reader:
    return Reader(person_id=None, name="", held=())


def when() -> dict[str, Any]:
    return {"on": ON, "by": who(), "at": NOW, "today": NOW.date()}


def everything() -> dict[str, list[Any]]:
    """Every row of scopes and roles, so that taking back can be compared."""
    kinds = (models.Scope, models.ScopeName, models.ScopeRelation, models.RoleGrant, models.Invitation)
    return {kind.__name__: sorted(kind.objects.values_list()) for kind in kinds}


def two_places() -> tuple[Scope, Scope, Scope, Scope]:
    """A system with two places and a trust that works in both."""
    system = make_system()
    north, south = make_scope(system, name="North"), make_scope(system, name="South")
    trust = make_scope(system, "organisation", "Trust", within=north)
    ScopeRelation.objects.create(child=trust, parent=south, from_date=LONG_AGO)
    return system, north, south, trust


class TestMergeScopes:
    def test_makes_one_that_holds_what_they_held(self) -> None:
        system, north, south, trust = two_places()

        new = changes.merge_scopes([north.pk, south.pk], name="Mere", **when())

        assert [ref.id for ref in scopes_within(new, on=ON)] == [trust.pk]
        assert {ref.id for ref in scopes_within(system.pk, on=ON)} == {new, trust.pk}
        assert {ref.name for ref in scopes_within(system.pk, on=BEFORE)} == {"North", "South", "Trust"}
        assert {relative.scope.name for relative in predecessors(new)} == {"North", "South"}
        assert [relative.scope.id for relative in successors(north.pk)] == [new]
        assert scope_ref(north.pk).is_closed

    def test_keeps_people_their_roles_and_lets_them_read_the_past(self) -> None:
        _, north, south, _ = two_places()
        lead = make_person()
        give_role(lead, Role.LEAD, north)
        give_role(lead, Role.LEAD, south)

        new = changes.merge_scopes([north.pk, south.pk], name="Mere", **when())

        held = reader_of(lead).held
        assert [(role.role, role.scope_id) for role in held] == [(Role.LEAD, new)]
        assert held[0].covered_ids == {north.pk, south.pk}

    def test_may_take_the_code_of_one_of_them(self) -> None:
        _, north, south, _ = two_places()
        Scope.objects.filter(pk=north.pk).update(code="E06000001", code_scheme="gss")

        new = changes.merge_scopes([north.pk, south.pk], name="Mere", code="e06000001", **when())

        assert scope_ref(new).code == "E06000001"

    def test_takes_back_invitations_to_what_closes(self) -> None:
        _, north, south, _ = two_places()
        Invitation.objects.create(
            scope=north, role="lead", email="n@example.org", token_hash="x", invited_at=NOW,
            expires_at=NOW + timedelta(days=7),
        )  # fmt: skip

        changes.merge_scopes([north.pk, south.pk], name="Mere", **when())

        assert Invitation.objects.get().revoked_at == NOW

    def test_is_on_the_trail_without_names(self) -> None:
        _, north, south, _ = two_places()

        changes.merge_scopes([north.pk, south.pk], name="Mere", **when())

        event = AuditEvent.objects.get(verb="systems.scope.merge")
        assert north.pk in event.facts["scopes"]
        assert "Mere" not in str(event.facts)

    def test_refuses_scopes_of_two_systems(self) -> None:
        ours, theirs = make_scope(make_system()), make_scope(make_system("Elsewhere"), name="West")

        assert refusal(lambda: changes.merge_scopes([ours.pk, theirs.pk], name="X", **when())) is (
            ChangeRefusal.NOT_ONE_SYSTEM
        )

    def test_refuses_two_kinds(self) -> None:
        _, north, _, trust = two_places()

        assert refusal(lambda: changes.merge_scopes([north.pk, trust.pk], name="X", **when())) is (
            ChangeRefusal.NOT_ONE_KIND
        )

    def test_refuses_a_name_that_is_taken(self) -> None:
        system, north, south, _ = two_places()
        make_scope(system, name="East")

        assert refusal(lambda: changes.merge_scopes([north.pk, south.pk], name="east", **when())) is (
            ScopeRefusal.NAME_TAKEN
        )
        assert not scope_ref(north.pk).is_closed


class TestSplitScope:
    def test_makes_parts_and_puts_what_lay_in_it_where_asked(self) -> None:
        system = make_system()
        place = make_scope(system)
        trust = make_scope(system, "organisation", "Trust", within=place)
        charity = make_scope(system, "organisation", "Charity", within=place)

        upper, lower = changes.split_scope(
            scope_ref(place.pk), parts=[Part("Upper"), Part("Lower")], children={trust.pk: 0}, **when()
        )

        assert {ref.id for ref in scopes_within(upper, on=ON)} == {trust.pk, charity.pk}
        assert {ref.id for ref in scopes_within(lower, on=ON)} == {charity.pk}
        assert {relative.scope.name for relative in successors(place.pk)} == {"Upper", "Lower"}

    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            (["One"], ChangeRefusal.TOO_FEW),
            (["One", "one"], ChangeRefusal.SAME_NAME),
            (list("ABCDE"), ChangeRefusal.TOO_MANY),
        ],
    )
    def test_refuses_parts_that_make_no_sense(self, names: list[str], expected: ChangeRefusal) -> None:
        place = make_scope(make_system())
        parts = [Part(name) for name in names]

        assert refusal(lambda: changes.split_scope(scope_ref(place.pk), parts=parts, **when())) is expected


class TestRenameScope:
    def test_keeps_the_old_name_for_earlier_days(self) -> None:
        place = make_scope(make_system(), name="Eastdale")

        changes.rename_scope(scope_ref(place.pk), name="Eastdale and Mere", **when())

        assert scope_name_on(place.pk, BEFORE) == "Eastdale"
        assert scope_name_on(place.pk, ON) == scope_ref(place.pk).name == "Eastdale and Mere"

    def test_works_for_a_system(self) -> None:
        system = make_system()

        changes.rename_scope(scope_ref(system.pk), name="Wessbury and Holm", **when())

        assert scope_ref(system.pk).system_name == "Wessbury and Holm"

    def test_on_the_day_of_the_last_name_replaces_it(self) -> None:
        place = make_scope(make_system())
        days = when() | {"on": LONG_AGO}

        changes.rename_scope(scope_ref(place.pk), name="Westdale", **days)

        assert list(place.names.values_list("name", flat=True)) == ["Westdale"]

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (NOW.date() + timedelta(days=1), ChangeRefusal.IN_THE_FUTURE),
            (LONG_AGO - timedelta(days=1), ChangeRefusal.BEFORE_LAST_CHANGE),
        ],
    )
    def test_refuses_days_that_cannot_be(self, on: date, expected: ChangeRefusal) -> None:
        place = make_scope(make_system())

        assert (
            refusal(lambda: changes.rename_scope(scope_ref(place.pk), name="X", **(when() | {"on": on})))
            is expected
        )


class TestMoveScope:
    def test_is_as_it_was_before_the_day(self) -> None:
        _, north, south, trust = two_places()

        changes.move_scope(scope_ref(trust.pk), parent_ids=[south.pk], **when())

        assert scopes_within(north.pk, on=ON) == ()
        assert [ref.id for ref in scopes_within(north.pk, on=BEFORE)] == [trust.pk]

    def test_refuses_to_leave_it_in_nothing_or_in_another_system(self) -> None:
        trust = two_places()[3]
        foreign = make_scope(make_system("Elsewhere"), name="West")

        for parents in ([], [foreign.pk]):
            found = refusal(
                lambda parents=parents: changes.move_scope(scope_ref(trust.pk), parent_ids=parents, **when())
            )
            assert found is ScopeRefusal.LIES_NOWHERE

    def test_refuses_a_place_inside_a_place(self) -> None:
        _, north, south, _ = two_places()

        assert refusal(lambda: changes.move_scope(scope_ref(north.pk), parent_ids=[south.pk], **when())) is (
            ScopeRefusal.CANNOT_LIE_THERE
        )


class TestCloseScope:
    def test_leaves_what_also_lies_elsewhere(self) -> None:
        system, north, south, trust = two_places()

        changes.close_scope(scope_ref(north.pk), **when())

        assert {ref.id for ref in scopes_within(system.pk, on=ON)} == {south.pk, trust.pk}

    def test_refuses_while_something_lies_only_in_it(self) -> None:
        system = make_system()
        place = make_scope(system)
        make_scope(system, "organisation", "Trust", within=place)

        assert refusal(lambda: changes.close_scope(scope_ref(place.pk), **when())) is (
            ChangeRefusal.SOMETHING_LIES_IN_IT
        )

    def test_refuses_a_system(self) -> None:
        system = make_system()

        assert refusal(lambda: changes.close_scope(scope_ref(system.pk), **when())) is (
            ChangeRefusal.NOT_FOR_THIS_KIND
        )


class TestTakeBack:
    @pytest.mark.parametrize("kind", list(ChangeKind))
    @pytest.mark.parametrize("on", [ON, LONG_AGO])
    def test_leaves_every_row_as_it_was(self, kind: ChangeKind, on: date) -> None:
        _, north, south, trust = two_places()
        give_role(make_person(), Role.LEAD, north)
        Invitation.objects.create(
            scope=north, role="lead", email="n@example.org", token_hash="x", invited_at=NOW,
            expires_at=NOW + timedelta(days=7),
        )  # fmt: skip
        before = without_ids(everything())
        days = when() | {"on": on}
        make = {
            ChangeKind.MERGE: lambda: changes.merge_scopes([north.pk, south.pk], name="Mere", **days),
            ChangeKind.SPLIT: lambda: changes.split_scope(
                scope_ref(north.pk), parts=[Part("A"), Part("B")], **days
            ),
            ChangeKind.RENAME: lambda: changes.rename_scope(scope_ref(north.pk), name="Up", **days),
            ChangeKind.MOVE: lambda: changes.move_scope(scope_ref(trust.pk), parent_ids=[south.pk], **days),
            ChangeKind.CLOSE: lambda: changes.close_scope(scope_ref(north.pk), **days),
        }

        make[kind]()
        assert without_ids(everything()) != before
        changes.take_back(ScopeChange.objects.get().pk, by=who(), at=NOW + timedelta(days=29))

        assert without_ids(everything()) == before
        assert ScopeChange.objects.get().reversed_at is not None

    def test_is_refused_after_thirty_days(self) -> None:
        place = make_scope(make_system())
        change = changes.rename_scope(scope_ref(place.pk), name="X", **when())

        assert refusal(
            lambda: changes.take_back(change, by=who(), at=NOW + timedelta(days=30, seconds=1))
        ) is (ChangeRefusal.TOO_LATE)

    def test_is_refused_twice(self) -> None:
        place = make_scope(make_system())
        change = changes.rename_scope(scope_ref(place.pk), name="X", **when())
        changes.take_back(change, by=who(), at=NOW)

        assert refusal(lambda: changes.take_back(change, by=who(), at=NOW)) is ChangeRefusal.TAKEN_BACK

    def test_is_refused_when_a_later_change_builds_on_it(self) -> None:
        _, north, south, _ = two_places()
        new = changes.merge_scopes([north.pk, south.pk], name="Mere", **when())
        changes.rename_scope(scope_ref(new), name="Mere and Holm", **(when() | {"on": NOW.date()}))
        merger = ScopeChange.objects.get(kind="merge").pk

        assert refusal(lambda: changes.take_back(merger, by=who(), at=NOW)) is ChangeRefusal.CHANGED_SINCE

    def test_is_refused_when_people_came_since(self) -> None:
        _, north, south, _ = two_places()
        new = changes.merge_scopes([north.pk, south.pk], name="Mere", **when())
        give_role(make_person(), Role.LEAD, Scope.objects.get(pk=new))

        assert refusal(lambda: changes.take_back(ScopeChange.objects.get().pk, by=who(), at=NOW)) is (
            ChangeRefusal.PEOPLE_SINCE
        )
        assert RoleGrant.objects.filter(scope_id=new).exists()

    def test_is_refused_when_something_came_to_lie_in_it(self) -> None:
        system, north, south, _ = two_places()
        new = changes.merge_scopes([north.pk, south.pk], name="Mere", **when())
        make_scope(system, "pathway", "Diabetes", within=Scope.objects.get(pk=new))

        assert refusal(lambda: changes.take_back(ScopeChange.objects.get().pk, by=who(), at=NOW)) is (
            ChangeRefusal.USED_SINCE
        )


class TestChangesOf:
    def test_tell_what_happened_in_the_names_of_the_day(self) -> None:
        _, north, south, _ = two_places()
        new = changes.merge_scopes([north.pk, south.pk], name="Mere", reason="Council decision", **when())

        found = changes_of(new, system_id=scope_ref(new).system_id, at=NOW)

        assert [(change.kind, change.before, change.after) for change in found] == [
            (ChangeKind.MERGE, ("North", "South"), ("Mere",))
        ]
        assert found[0].reason == "Council decision"
        assert found[0].why_not_take_back is None


def refusal(act) -> object:
    with pytest.raises(ChangeRefused) as refused:
        act()
    return refused.value.args[0]


def without_ids(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Rows without their own numbers: a relation that is put back gets a new one."""
    return {kind: sorted(str(row[1:]) for row in found) for kind, found in rows.items()}
