from datetime import date

import pytest

from goldenthread.core.audit.models import AuditEvent
from goldenthread.systems.actions.importing import ImportRefused, import_system
from goldenthread.systems.imports.building import wanted_system
from goldenthread.systems.imports.lookups import read_lookup
from goldenthread.systems.imports.organisations import OrganisationRow
from goldenthread.systems.models import Scope, ScopeName, ScopeRelation
from goldenthread.systems.queries.importing import import_plan
from goldenthread.systems.rules.importing import ImportRefusal, Verdict
from goldenthread.systems.terms import OrganisationKind, PlaceSource
from making.published import authorities_file, lookup_file, table_of
from making.systems import NOW, make_scope, make_system

pytestmark = pytest.mark.django_db
OPENED = date(2024, 4, 1)
ROWS = (
    OrganisationRow(2, "RZZ", "Wessbury Hospitals", OrganisationKind.TRUST, "90A"),
    OrganisationRow(3, "", "Marsh Food Bank", OrganisationKind.CHARITY, ""),
)


def wanted(source=PlaceSource.SUB_ICBS, organisations=ROWS, **options):
    board = read_lookup(table_of(lookup_file()), table_of(authorities_file())).boards[1]
    return wanted_system(board, source=source, organisations=organisations, **options)


def run(what=None):
    return import_system(what or wanted(), opened=OPENED, actor="command", at=NOW, file_hashes=["a" * 64])


class TestImportSystem:
    def test_makes_a_system_with_real_codes_its_places_and_organisations(self):
        done = run()

        system = Scope.objects.get(pk=done.system_id)
        assert (system.kind, system.name, system.code, system.code_scheme) == (
            "system", "Wessbury", "E54000901", "gss",
        )  # fmt: skip
        assert not system.is_fictional
        members = Scope.objects.filter(system=system).exclude(pk=system.pk).order_by("pk")
        assert [(scope.kind, scope.code, scope.organisation_kind) for scope in members] == [
            ("place", "E38000901", ""),
            ("place", "E38000902", ""),
            ("organisation", "RZZ", "trust"),
            ("organisation", "", "charity"),
        ]
        lies_in = dict(ScopeRelation.objects.values_list("child__name", "parent__code"))
        assert lies_in["Wessbury Hospitals"] == "E38000901"
        assert lies_in["Marsh Food Bank"] == "E54000901"
        assert ScopeName.objects.filter(from_date=OPENED).count() == 5
        assert (done.made_count, done.kept_count, done.left_count) == (5, 0, 0)

    def test_changes_nothing_the_second_time(self):
        run()
        before = (list(Scope.objects.order_by("pk").values()), AuditEvent.objects.count())

        again = run()

        assert (again.made_count, again.kept_count) == (0, 5)
        assert (list(Scope.objects.order_by("pk").values()), AuditEvent.objects.count()) == before

    def test_completes_a_system_that_is_there_and_keeps_its_own_names(self):
        first = run(wanted(organisations=()))
        Scope.objects.filter(code="E38000901").update(name="The Vale")

        second = run()

        assert second.system_id == first.system_id
        assert second.made_count == 2
        assert Scope.objects.get(code="E38000901").name == "The Vale"

    def test_leaves_what_belongs_to_another_system(self):
        norrow = make_system("Norrow")
        place = make_scope(norrow, "place", "Their place")
        Scope.objects.filter(pk=place.pk).update(code="E38000901", code_scheme="gss")

        done = run()

        assert done.left_count == 1
        assert Scope.objects.get(code="E38000901").system_id == norrow.pk
        assert ScopeRelation.objects.get(child__code="RZZ").parent_id == done.system_id

    def test_takes_local_authorities_that_lie_mostly_inside_unless_others_are_chosen(self):
        assert [place.name for place in wanted(PlaceSource.LOCAL_AUTHORITIES).places] == ["Eastdale"]
        both = wanted(PlaceSource.LOCAL_AUTHORITIES, chosen={"E06000901", "E07000901"})
        assert [place.name for place in both.places] == ["Eastdale", "Marsh"]
        assert wanted(PlaceSource.NONE).places == ()

    def test_is_refused_for_a_code_that_is_not_a_systems(self):
        place = make_scope(make_system("Norrow"))
        Scope.objects.filter(pk=place.pk).update(code="E54000901", code_scheme="gss")

        with pytest.raises(ImportRefused) as refused:
            run()

        assert refused.value.args[0] is ImportRefusal.CODE_OF_ANOTHER_KIND
        assert not Scope.objects.filter(code="E38000901").exists()

    def test_makes_nothing_when_it_fails_half_way(self, monkeypatch):
        def fail(*_, **__):
            raise RuntimeError

        monkeypatch.setattr("goldenthread.systems.actions.importing.trail.record", fail)

        with pytest.raises(RuntimeError):
            run()

        assert not Scope.objects.exists()

    def test_is_on_record_with_codes_and_file_hashes(self):
        done = run()

        event = AuditEvent.objects.get(verb="systems.system.imported")
        assert event.subject == f"systems.scope:{done.system_id}"
        assert event.facts["made_count"] == 5
        assert event.facts["file_hashes"] == ["a" * 64]


class TestImportPlan:
    def test_says_what_would_be_made_and_makes_nothing(self):
        plan = import_plan(wanted())

        assert plan.count(Verdict.MAKE) == 5
        assert not Scope.objects.exists()

    def test_costs_the_same_for_few_and_for_many(self, django_assert_num_queries):
        run()
        many = tuple(
            OrganisationRow(at, f"Z{at:04}", f"Organisation {at}", OrganisationKind.OTHER, "")
            for at in range(300)
        )

        with django_assert_num_queries(2):
            import_plan(wanted())
        with django_assert_num_queries(2):
            import_plan(wanted(organisations=many))
