"""The meeting's pages."""

import pytest
from django.urls import reverse

from goldenthread.canvas.models import Agreement
from goldenthread.core.permissions.terms import Role
from making.results import client_of, closed_canvas

pytestmark = pytest.mark.django_db
TYPED = {"lowest": "1", "highest": "2", "reasons": "The minutes show it.", "dissent": "", "seen": ""}


class TestAgree:
    def test_takes_what_needs_most_time_first(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)

        text = client.get(reverse("agree", args=[canvas.scope_id, canvas.round_id])).text

        assert "0 of 3 practices are settled" in text
        assert "Take these first" in text

    def test_is_not_for_contributors(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.CONTRIBUTOR, canvas.scope)

        assert client.get(reverse("agree", args=[canvas.scope_id, canvas.round_id])).status_code == 404

    def test_has_a_sheet_with_every_practice(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)

        text = client.get(reverse("agree_sheet", args=[canvas.scope_id, canvas.round_id])).text

        for code in ("1.1", "1.2", "2.1"):
            assert f"Practice {code}: statement." in text


class TestAgreePractice:
    def test_settles_a_level_and_goes_on_to_the_next(self) -> None:
        canvas = closed_canvas()
        client, lead = client_of(Role.LEAD, canvas.scope)

        answer = client.post(reverse("agree_practice", args=[canvas.scope_id, canvas.round_id, "1.1"]), TYPED)

        assert answer.url == reverse("agree_practice", args=[canvas.scope_id, canvas.round_id, "1.2"])
        settled = Agreement.objects.get()
        assert (settled.lowest_level, settled.highest_level, settled.settled_by) == (1, 2, lead)

    def test_takes_a_level_alone_as_no_range(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)
        url = reverse("agree_practice", args=[canvas.scope_id, canvas.round_id, "1.1"])

        client.post(url, TYPED | {"highest": ""})

        assert Agreement.objects.get().highest_level == 1

    def test_asks_for_a_level_and_reasons(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)
        url = reverse("agree_practice", args=[canvas.scope_id, canvas.round_id, "1.1"])

        answer = client.post(url, {})

        assert answer.status_code == 422
        assert 'href="#id_lowest"' in answer.text
        assert "Enter the reasons for this level" in answer.text

    def test_does_not_write_over_what_another_has_just_settled(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)
        url = reverse("agree_practice", args=[canvas.scope_id, canvas.round_id, "1.1"])
        client.post(url, TYPED)

        answer = client.post(url, TYPED | {"reasons": "Mine"})

        assert "Somebody else has just settled this practice" in answer.text
        assert Agreement.objects.count() == 1

    def test_is_not_found_for_what_was_not_asked(self) -> None:
        canvas = closed_canvas()
        client, _ = client_of(Role.LEAD, canvas.scope)
        url = reverse("agree_practice", args=[canvas.scope_id, canvas.round_id, "9.9"])

        assert client.get(url).status_code == 404
        assert client.post(url, TYPED).status_code == 404


class TestSignOff:
    def test_needs_a_second_person(self) -> None:
        canvas = closed_canvas()
        first, _ = client_of(Role.LEAD, canvas.scope)
        second, _ = client_of(Role.SYSTEM_ADMIN, canvas.scope.system)
        args = [canvas.scope_id, canvas.round_id, "1.1"]
        first.post(reverse("agree_practice", args=args), TYPED)

        assert (
            "you settled this level yourself" in first.post(reverse("sign_off", args=args), follow=True).text
        )
        second.post(reverse("sign_off", args=args))

        assert Agreement.objects.get().signed_off_by.email == "system_admin@example.org"

    def test_of_all_leaves_ones_own(self) -> None:
        canvas = closed_canvas()
        first, _ = client_of(Role.LEAD, canvas.scope)
        second, other = client_of(Role.SYSTEM_ADMIN, canvas.scope.system)
        here = [canvas.scope_id, canvas.round_id]
        first.post(reverse("agree_practice", args=[*here, "1.1"]), TYPED)
        second.post(reverse("agree_practice", args=[*here, "1.2"]), TYPED)

        assert "Somebody else must sign off these" in second.get(reverse("sign_off_all", args=here)).text
        second.post(reverse("sign_off_all", args=here))

        signed = Agreement.objects.filter(signed_off_at__isnull=False)
        assert [(each.practice.practice_code, each.signed_off_by) for each in signed] == [("1.1", other)]
