"""The pages that put one round beside another."""

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.core.permissions.terms import Role
from goldenthread.systems.models import Scope
from making.systems import give_role, make_person, make_system
from making.two_rounds import make_two_rounds


@pytest.fixture
def system(db: None) -> Scope:
    return make_system()


@pytest.fixture
def lead(client: Client, system: Scope) -> Client:
    person = make_person()
    give_role(person, Role.LEAD, system)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


class TestOverTime:
    def page(self, client: Client, system: Scope, query: str = "") -> str:
        answer = client.get(reverse("over_time", kwargs={"scope_id": system.pk}) + query)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_says_what_it_is_for_before_the_first_round(self, lead: Client, system: Scope) -> None:
        assert "When a round has closed" in self.page(lead, system)

    def test_shows_what_moved_and_why_not(self, lead: Client, system: Scope) -> None:
        make_two_rounds(system)

        page = self.page(lead, system)

        assert "Asked in other words in Summer 2025, so these two cannot be compared." in page
        assert "Local people were asked in Summer 2026 only." in page
        assert "Of 2 factors: 0 further on, 0 gone back, 1 the same, 1 that cannot be compared." in page
        assert 'class="gt-past__break"' in page

    def test_falls_back_to_the_last_two_rounds_when_one_is_chosen_twice(
        self, lead: Client, system: Scope
    ) -> None:
        then, _ = make_two_rounds(system)

        answer = lead.get(
            reverse("over_time", kwargs={"scope_id": system.pk}), {"then": then.pk, "now": then.pk}
        )

        assert answer.status_code == 200

    def test_is_not_there_for_somebody_else(self, client: Client, system: Scope) -> None:
        stranger = make_person("stranger@example.org")
        client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")

        assert client.get(reverse("over_time", kwargs={"scope_id": system.pk})).status_code == 404


class TestFactorOverTime:
    def test_shows_each_voice_and_hides_too_few(self, lead: Client, system: Scope) -> None:
        make_two_rounds(system)

        page = lead.get(
            reverse("factor_over_time", kwargs={"scope_id": system.pk, "factor": 1})
        ).content.decode()

        assert "Median 1, 6 people" in page
        assert "Too few people to show" in page
        assert "the question to staff" in page

    def test_is_not_there_for_a_factor_that_was_not_asked(self, lead: Client, system: Scope) -> None:
        make_two_rounds(system)

        answer = lead.get(reverse("factor_over_time", kwargs={"scope_id": system.pk, "factor": 7}))

        assert answer.status_code == 404


class TestExport:
    def test_gives_no_number_of_a_hidden_group(self, lead: Client, system: Scope) -> None:
        then, now = make_two_rounds(system)

        answer = lead.get(
            reverse("over_time_export", kwargs={"scope_id": system.pk, "then_id": then.pk, "now_id": now.pk})
        )

        lines = answer.content.decode("utf-8-sig").splitlines()
        partners = next(line for line in lines if line.startswith("1.1,") and ",partners," in line)
        assert partners == "1.1,Practice 1.1,1,partners,too_few,up,1,1,,,,,,,,,,2,2,0,1,3,1,0,0,0,2,2"
