"""Pages of other frameworks."""

import pytest
from django.urls import reverse
from django.utils import timezone

from goldenthread.canvas.actions.evidence import add_evidence
from goldenthread.canvas.models import CrosswalkReview
from goldenthread.core.permissions.terms import Role
from making.evidence import evidence_details
from making.results import client_of
from making.systems import make_system

KEY = "what-good-looks-like"
pytestmark = pytest.mark.django_db


class TestFramework:
    def test_says_that_it_is_our_reading(self) -> None:
        scope = make_system()
        client, _ = client_of(Role.ANALYST, scope)

        assert KEY in client.get(reverse("crosswalks", args=[scope.pk])).text
        assert "Our reading" in client.get(reverse("crosswalk", args=[scope.pk, KEY])).text

    def test_is_not_found_for_an_unknown_framework(self) -> None:
        scope = make_system()
        client, _ = client_of(Role.LEAD, scope)

        assert client.get(reverse("crosswalk", args=[scope.pk, "nobody-s"])).status_code == 404

    def test_can_be_downloaded(self) -> None:
        scope = make_system()
        client, _ = client_of(Role.LEAD, scope)

        file = client.get(reverse("crosswalk_csv", args=[scope.pk, KEY]))

        assert "part_of" in file.text


class TestLook:
    def test_takes_an_answer_off_the_list_with_its_outcome(self) -> None:
        scope = make_system()
        client, lead = client_of(Role.LEAD, scope)
        add_evidence(scope.pk, evidence_details(), by=lead, at=timezone.now())
        url = reverse("crosswalk_look", args=[scope.pk, KEY, "1"])

        assert "Digital strategy" in client.get(url).text
        assert client.post(url, {"outcome": ""}).status_code == 422
        page = client.post(url, {"outcome": "It still holds"}, follow=True).text

        assert "It still holds" in page
        assert CrosswalkReview.objects.filter(reviewed_by=lead).exists()

    def test_says_when_somebody_has_looked_already(self) -> None:
        scope = make_system()
        client, _ = client_of(Role.LEAD, scope)
        url = reverse("crosswalk_look", args=[scope.pk, KEY, "1"])

        page = client.post(url, {"outcome": "It still holds"}, follow=True).text

        assert "already looked" in page

    def test_is_not_for_contributors(self) -> None:
        scope = make_system()
        client, _ = client_of(Role.CONTRIBUTOR, scope)

        assert client.get(reverse("crosswalk_look", args=[scope.pk, KEY, "1"])).status_code == 404
