"""The demonstration's story, told with few people so that it is quick."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from goldenthread.canvas import models as canvas
from goldenthread.core.audit.verifying import broken_links
from goldenthread.site.demo import build_demo
from goldenthread.site.demo.story import chapter
from goldenthread.systems.models import Scope, Succession

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def few_people() -> Iterator[None]:
    """Let one person of each voice speak at each scope."""
    sizes = chapter("opinions")["people"]
    kept = {kind: dict(voices) for kind, voices in sizes.items()}
    for voices in sizes.values():
        voices.update(dict.fromkeys(voices, 1))
    yield
    sizes.update(kept)


def told() -> list[tuple[object, ...]]:
    """What a telling of the story left behind, without ids."""
    tallies = canvas.Tally.objects.order_by(
        "canvas__round__opened_at", "canvas__scope__name", "practice__position", "voice"
    )
    agreed = canvas.Agreement.objects.order_by("settled_at", "canvas__scope__name", "practice__position")
    return [
        *tallies.values_list("canvas__scope__name", "voice", *(f"level_{level}_count" for level in range(5))),
        *agreed.values_list("canvas__scope__name", "lowest_level", "highest_level", "reasons"),
    ]  # fmt: skip


@pytest.mark.slow
class TestBuildDemo:
    def test_tells_three_rounds_a_merger_and_an_open_check(self, db: None, few_people: None) -> None:
        build_demo(NOW)

        rounds = canvas.Round.objects.order_by("opened_at")
        assert [round_.closed_at is not None for round_ in rounds] == [True, True, True, False]
        places = Scope.objects.filter(kind="place", closed_date__isnull=True)
        assert places.count() == 4
        assert Scope.objects.filter(kind="organisation").count() == 9
        assert Scope.objects.filter(kind="pathway").count() == 6
        assert Succession.objects.count() == 2
        assert all(Scope.objects.values_list("is_fictional", flat=True))
        assert list(broken_links()) == []

    def test_rewords_one_practice_and_adds_one_before_the_third_round(
        self, db: None, few_people: None
    ) -> None:
        build_demo(NOW)

        second, third = list(canvas.Round.objects.filter(closed_at__isnull=False).order_by("opened_at"))[1:]
        words = dict(second.asked.values_list("practice_code", "wording_hash"))
        changed = [
            asked.practice_code
            for asked in third.asked.order_by("position")
            if words.get(asked.practice_code) != asked.wording_hash
        ]
        assert changed == ["5.1"]
        added = canvas.Adaptation.objects.filter(practice_code="9.L1")
        assert added.exists()

    def test_is_the_same_every_time(self, db: None, few_people: None) -> None:
        tellings = []
        for _ in range(2):
            with transaction.atomic():
                build_demo(NOW)
                tellings.append(told())
                transaction.set_rollback(True)

        assert tellings[0]
        assert tellings[0] == tellings[1]


class TestStory:
    def test_has_about_1_200_people_in_four_voices(self) -> None:
        sizes = chapter("opinions")["people"]
        counts = {"system": 1, "organisation": 9, "pathway": 6}

        def people(places: int) -> int:
            return sum(
                sum(sizes[kind].values()) * count for kind, count in (counts | {"place": places}).items()
            )

        assert 1100 <= people(5) + 2 * people(4) <= 1400
        assert set(sizes["place"]) == {"leaders", "staff", "partners", "local_people"}
