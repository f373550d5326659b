"""A scope seen through another framework."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.canvas.actions.agreeing import settle_level
from goldenthread.canvas.actions.evidence import add_evidence
from goldenthread.canvas.content import catalogue
from goldenthread.canvas.queries.crosswalks import framework_summaries, framework_view, unmarked_expiries
from goldenthread.systems.models import Person, Scope
from making.canvas import close, make_round
from making.evidence import evidence_details
from making.systems import make_person, make_system

KEY = "what-good-looks-like"
AT = datetime(2026, 7, 6, 10, 0, tzinfo=UTC)
TODAY = date(2026, 7, 6)
pytestmark = pytest.mark.django_db


def expiring(scope: Scope, by: Person) -> int:
    return add_evidence(scope.pk, evidence_details(expires_date=date(2026, 7, 20)), by=by, at=AT)


class TestFrameworkView:
    def test_sets_our_levels_and_evidence_beside_its_items(self) -> None:
        scope, lead = make_system(), make_person()
        round_ = close(make_round(scope, practices=["1.1"]))
        canvas = round_.canvases.get()
        settle_level(canvas.pk, "1.1", lowest=2, highest=3, reasons="Seen.", seen=None, by=lead, at=AT)
        add_evidence(scope.pk, evidence_details(), by=lead, at=AT)

        view = framework_view(scope.pk, KEY, today=TODAY)

        mapped = next(each for each in view.items[0].practices if each.link.practice == "1.1")
        assert (mapped.settled.lowest, mapped.settled.highest, mapped.evidenced.level) == (2, 3, 2)
        assert sum(len(item.practices) for item in view.items) == len(
            [link for link in catalogue.links() if link.framework == KEY]
        )

    def test_needs_no_round(self) -> None:
        view = framework_view(make_system().pk, KEY, today=TODAY)

        assert view.round is None
        assert view.waiting_count == 0

    def test_of_an_unknown_framework_is_none(self) -> None:
        assert framework_view(make_system().pk, "nobody-s", today=TODAY) is None

    def test_costs_the_same_with_little_and_with_much(self, django_assert_max_num_queries) -> None:
        scope, lead = make_system(), make_person()
        close(make_round(scope))
        for number in range(12):
            add_evidence(
                scope.pk, evidence_details(title=f"{number}", practice_codes=("1.1", "8.1")), by=lead, at=AT
            )

        with django_assert_max_num_queries(10):
            framework_view(scope.pk, KEY, today=TODAY)


class TestUnmarkedExpiries:
    def test_come_the_day_after_evidence_expires(self) -> None:
        scope, lead = make_system(), make_person()
        expiring(scope, lead)
        scope.crosswalk_reviews.update(reviewed_at=AT)

        assert unmarked_expiries(date(2026, 7, 20), scope_id=scope.pk) == ()
        found = unmarked_expiries(date(2026, 7, 21), scope_id=scope.pk)
        assert {(each.link.framework, each.link.practice) for each in found} == {
            (link.framework, "1.1") for link in catalogue.links_of("1.1")
        }

    def test_show_on_the_page_before_anybody_has_marked_them(self) -> None:
        scope, lead = make_system(), make_person()
        expiring(scope, lead)
        scope.crosswalk_reviews.update(reviewed_at=AT)

        summary = framework_summaries(scope.pk, today=date(2026, 7, 21))

        assert all(each.waiting_count for each in summary)

    def test_do_not_come_twice_for_an_answer_that_waits(self) -> None:
        scope, lead = make_system(), make_person()
        expiring(scope, lead)

        assert unmarked_expiries(date(2026, 7, 21), scope_id=scope.pk) == ()
