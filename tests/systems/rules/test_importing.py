from goldenthread.systems.rules.importing import (
    FoundScope,
    ImportRefusal,
    Verdict,
    WantedScope,
    WantedSystem,
    settled_places,
    verdict,
    why_not_import,
)
from goldenthread.systems.terms import CodeScheme, ScopeKind

SYSTEM = WantedScope(ScopeKind.SYSTEM, CodeScheme.GSS, "E54000901", "Wessbury")
PLACE = WantedScope(ScopeKind.PLACE, CodeScheme.GSS, "E06000901", "Eastdale")


def found(kind=ScopeKind.PLACE, name="Eastdale", system_id=1):
    return FoundScope(7, kind, name, system_id)


class TestVerdict:
    def test_makes_what_is_not_here(self):
        assert verdict(PLACE, None, system_id=1) is Verdict.MAKE

    def test_keeps_what_is_here_and_its_name(self):
        assert verdict(PLACE, found(), system_id=1) is Verdict.KEEP
        assert verdict(PLACE, found(name="East Dale"), system_id=1) is Verdict.KEEP_NAME

    def test_leaves_what_belongs_to_another_system_or_is_another_kind(self):
        assert verdict(PLACE, found(system_id=2), system_id=1) is Verdict.LEAVE
        assert verdict(PLACE, found(system_id=2), system_id=None) is Verdict.LEAVE
        assert verdict(PLACE, found(kind=ScopeKind.ORGANISATION), system_id=1) is Verdict.LEAVE


class TestWhyNotImport:
    def test_lets_a_system_be_made_or_completed(self):
        assert why_not_import(WantedSystem(SYSTEM, (PLACE,)), found=None) is None
        assert why_not_import(WantedSystem(SYSTEM), found=found(kind=ScopeKind.SYSTEM)) is None

    def test_refuses_a_code_that_is_not_a_systems(self):
        assert why_not_import(WantedSystem(SYSTEM), found=found()) is ImportRefusal.CODE_OF_ANOTHER_KIND

    def test_refuses_no_name_and_one_code_twice(self):
        nameless = WantedScope(ScopeKind.SYSTEM, CodeScheme.GSS, "E54000901", " ")

        assert why_not_import(WantedSystem(nameless), found=None) is ImportRefusal.NO_NAME
        assert why_not_import(WantedSystem(SYSTEM, (PLACE, PLACE)), found=None) is ImportRefusal.CODE_TWICE


class TestSettledPlaces:
    def test_finds_places_by_either_code_and_drops_what_is_no_place_here(self):
        def organisation(place):
            return WantedScope(ScopeKind.ORGANISATION, CodeScheme.ODS, "RZZ", "A", None, place)

        settled = settled_places(
            [organisation("E06000901"), organisation("90A"), organisation("90Z")],
            places=[PLACE],
            aliases={"90A": "E06000901"},
        )

        assert [each.place_code for each in settled] == ["E06000901", "E06000901", ""]
