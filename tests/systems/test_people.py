"""People of a scope: inviting, accepting and ending roles."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.core.audit.models import AuditEvent
from goldenthread.core.permissions.terms import Role
from goldenthread.systems import rules
from goldenthread.systems.actions import people as actions
from goldenthread.systems.models import Invitation, Person, RoleGrant, Scope
from goldenthread.systems.queries.people import people_of
from goldenthread.systems.queries.readers import Reader, reader_of, scope_ref
from goldenthread.systems.rules import HeldRole
from goldenthread.systems.terms import PeopleRefusal
from making.systems import NOW, give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "seven green kettles sing"


def grant(
    role: Role, held: Role, *, at_system: bool = False, held_at_system: bool = False
) -> PeopleRefusal | None:
    """Why somebody with one role may not give another; place 2 lies in system 1."""
    own = HeldRole(held, scope_id=1 if held_at_system else 2, system_id=1)
    return rules.why_not_grant(
        role,
        scope_id=1 if at_system else 2,
        system_id=1,
        scope_kind="system" if at_system else "place",
        is_closed=False,
        held=[own],
    )


class TestWhyNotGrant:
    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR, Role.LEAD])
    def test_lets_a_lead_give_what_is_no_more_than_their_own(self, role: Role) -> None:
        assert grant(role, Role.LEAD) is None

    @pytest.mark.parametrize("role", [Role.ANALYST, Role.GUARDIAN, Role.SYSTEM_ADMIN])
    def test_refuses_a_lead_what_is_above_their_own(self, role: Role) -> None:
        assert grant(role, Role.LEAD) is PeopleRefusal.ABOVE_YOUR_OWN

    @pytest.mark.parametrize("role", [Role.OPERATOR, Role.NATIONAL])
    def test_never_gives_roles_of_the_installation(self, role: Role) -> None:
        assert grant(role, Role.SYSTEM_ADMIN, at_system=True, held_at_system=True) is not None

    def test_gives_roles_of_a_system_at_the_system_only(self) -> None:
        given = [
            role
            for role in Role
            if grant(role, Role.SYSTEM_ADMIN, at_system=True, held_at_system=True) is None
        ]

        assert set(given) == set(Role) - {Role.OPERATOR, Role.NATIONAL}
        assert grant(Role.GUARDIAN, Role.SYSTEM_ADMIN, held_at_system=True) is PeopleRefusal.ROLE_OF_A_SYSTEM

    @pytest.mark.parametrize("held", [role for role in Role if role not in {Role.LEAD, Role.SYSTEM_ADMIN}])
    def test_refuses_everybody_who_does_not_manage_people(self, held: Role) -> None:
        assert grant(Role.CONTRIBUTOR, held) is PeopleRefusal.NOT_YOURS_TO_GIVE

    def test_refuses_a_lead_of_another_place(self) -> None:
        refusal = rules.why_not_grant(
            Role.CONTRIBUTOR,
            scope_id=2,
            system_id=1,
            scope_kind="place",
            is_closed=False,
            held=[HeldRole(Role.LEAD, scope_id=3, system_id=1)],
        )

        assert refusal is PeopleRefusal.NOT_YOURS_TO_GIVE


def administrator(system: Scope, email: str = "admin@example.org") -> Person:
    person = make_person(email)
    give_role(person, Role.SYSTEM_ADMIN, system)
    return person


def send(scope: Scope, by: Person, *, email: str = "new@example.org", role: Role = Role.LEAD) -> str:
    """Invite somebody through the page, and answer the link in their message."""
    client = Client()
    client.force_login(by, backend=BACKEND)
    with_commit(lambda: client.post(reverse("invite", args=[scope.pk]), {"email": email, "role": role}))
    return re.search(r"http://testserver(/invitation/\S+)", mail.outbox[-1].body).group(1)


def with_commit(act) -> None:
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        act()


class TestInvite:
    def test_writes_to_the_address_and_keeps_only_the_hash(self) -> None:
        system = make_system()
        link = send(make_scope(system), administrator(system))

        token = link.strip("/").split("/")[-1]
        invitation = Invitation.objects.get()

        assert mail.outbox[-1].to == ["new@example.org"]
        assert mail.outbox[-1].subject == "admin invites you to Eastdale"
        assert "&" not in mail.outbox[-1].body
        assert token not in str(Invitation.objects.values())
        assert invitation.expires_at - invitation.invited_at == timedelta(days=7)
        assert token not in str(AuditEvent.objects.values())

    def test_is_refused_twice_for_one_address(self, client: Client) -> None:
        system = make_system()
        place, admin = make_scope(system), administrator(system)
        send(place, admin)
        client.force_login(admin, backend=BACKEND)

        page = client.post(reverse("invite", args=[place.pk]), {"email": "NEW@example.org", "role": "lead"})

        assert "invited to this role already" in page.text
        assert Invitation.objects.count() == 1

    def test_ignores_every_key_that_is_not_asked_for(self, client: Client) -> None:
        system = make_system()
        place, admin = make_scope(system), administrator(system)
        client.force_login(admin, backend=BACKEND)

        client.post(
            reverse("invite", args=[place.pk]),
            {"email": "new@example.org", "role": "lead", "scope": system.pk, "accepted_at": "2026-01-01",
             "expires_at": "2099-01-01", "is_superuser": "1"},
        )  # fmt: skip

        invitation = Invitation.objects.get()
        assert invitation.scope_id == place.pk
        assert invitation.accepted_at is None
        assert invitation.expires_at < timezone.now() + timedelta(days=8)

    def test_offers_a_lead_no_role_above_their_own(self, client: Client) -> None:
        place = make_scope(make_system())
        lead = make_person()
        give_role(lead, Role.LEAD, place)
        client.force_login(lead, backend=BACKEND)

        page = client.get(reverse("invite", args=[place.pk])).text
        forced = client.post(
            reverse("invite", args=[place.pk]), {"email": "n@example.org", "role": "system_admin"}
        )

        assert 'value="lead"' in page
        assert 'value="system_admin"' not in page
        assert "Choose one of the roles shown" in forced.text
        assert not Invitation.objects.exists()

    def test_says_what_is_missing(self, client: Client) -> None:
        system = make_system()
        client.force_login(administrator(system), backend=BACKEND)

        page = client.post(reverse("invite", args=[system.pk]), {})

        assert "Enter the email address of the person" in page.text
        assert 'href="#id_role"' in page.text


class TestAccept:
    def test_with_a_new_account_signs_in_and_gives_the_role(self, client: Client) -> None:
        system = make_system()
        place = make_scope(system)
        link = send(place, administrator(system))

        clean = client.get(link)
        page = client.get(clean["Location"])
        done = client.post(
            clean["Location"],
            {"name": "New Lead", "password": PASSWORD, "role": "system_admin", "email": "x@y.org"},
        )

        person = Person.objects.get(email="new@example.org")
        assert clean["Location"] == reverse("invitation")
        assert clean["Referrer-Policy"] == "no-referrer"
        assert page["Referrer-Policy"] == "same-origin"
        assert done["Location"] == reverse("scope", args=[place.pk])
        assert list(person.grants.values_list("role", "scope_id")) == [("lead", place.pk)]
        assert client.get(done["Location"]).status_code == 200

    def test_refuses_a_password_that_is_easy_to_guess(self, client: Client) -> None:
        system = make_system()
        client.get(send(system, administrator(system), role=Role.LEAD))

        page = client.post(reverse("invitation"), {"name": "New", "password": "password1234"})

        assert "attackers try first" in page.text
        assert not Person.objects.filter(email="new@example.org").exists()

    def test_asks_somebody_with_an_account_to_sign_in(self, client: Client) -> None:
        system = make_system()
        make_person("new@example.org")
        link = send(system, administrator(system), role=Role.LEAD)

        page = client.get(link, follow=True)
        client.force_login(Person.objects.get(email="new@example.org"), backend=BACKEND)
        client.get(link)
        client.post(reverse("invitation"))

        assert "Sign in to accept" in page.text
        assert RoleGrant.objects.filter(person__email="new@example.org", role="lead").exists()

    def test_is_refused_to_another_address(self, client: Client) -> None:
        system = make_system()
        link = send(system, administrator(system), role=Role.LEAD)
        client.force_login(make_person("other@example.org"), backend=BACKEND)

        page = client.get(link, follow=True)
        client.post(reverse("invitation"))

        assert "signed in with another address" in page.text
        assert not RoleGrant.objects.filter(person__email="other@example.org").exists()

    @pytest.mark.parametrize("state", ["unknown", "used", "expired", "revoked", "resent", "closed"])
    def test_answers_alike_whatever_is_wrong(self, state: str) -> None:
        system = make_system()
        place, admin = make_scope(system), administrator(system)
        link = send(place, admin)
        invitation = Invitation.objects.get()
        if state == "unknown":
            link = reverse("invitation_link", args=["x" * 32])
        elif state == "used":
            other = Client()
            other.get(link)
            other.post(reverse("invitation"), {"name": "New", "password": PASSWORD})
        elif state == "expired":
            Invitation.objects.update(invited_at=NOW - timedelta(days=8), expires_at=NOW - timedelta(days=1))
        elif state == "revoked":
            actions.revoke(scope_ref(place.pk), invitation.pk, by=reader_of(admin), at=timezone.now())
        elif state == "resent":
            actions.resend(
                scope_ref(place.pk), invitation.pk, by=reader_of(admin), at=timezone.now(), address_of=str
            )
        else:
            Scope.objects.filter(pk=place.pk).update(closed_date=NOW.date())

        client = Client()
        first = client.get(link)
        page = client.get(first["Location"])

        assert first.status_code == 302
        assert page.status_code == 404
        assert "This invitation does not work" in page.text

    def test_is_slowed_after_many_guesses(self, client: Client) -> None:
        from django.core.cache import cache

        cache.clear()
        answers = [client.get(reverse("invitation_link", args=[f"guess-{n}"])) for n in range(31)]

        assert answers[0].status_code == 302
        assert answers[-1].status_code == 429
        assert int(answers[-1]["Retry-After"]) > 0
        cache.clear()


class TestResend:
    def test_makes_a_new_link(self, client: Client) -> None:
        system = make_system()
        place, admin = make_scope(system), administrator(system)
        first = send(place, admin)
        client.force_login(admin, backend=BACKEND)

        with_commit(
            lambda: client.post(reverse("resend_invitation", args=[place.pk, Invitation.objects.get().pk]))
        )

        assert len(mail.outbox) == 2
        assert first not in mail.outbox[-1].body

    def test_of_another_scope_is_refused(self, client: Client) -> None:
        system = make_system()
        place, admin = make_scope(system), administrator(system)
        send(place, admin)
        client.force_login(admin, backend=BACKEND)

        response = client.post(reverse("revoke_invitation", args=[system.pk, Invitation.objects.get().pk]))

        assert response.status_code == 409
        assert Invitation.objects.get().revoked_at is None


class TestEndRole:
    def test_works_at_the_next_request(self) -> None:
        system = make_system()
        place = make_scope(system)
        lead = make_person()
        given = give_role(lead, Role.LEAD, place)
        theirs, ours = Client(), Client()
        theirs.force_login(lead, backend=BACKEND)
        ours.force_login(administrator(system), backend=BACKEND)
        assert theirs.get(reverse("people", args=[place.pk])).status_code == 200

        asked = ours.get(reverse("end_role", args=[place.pk, given.pk]))
        ours.post(reverse("end_role", args=[place.pk, given.pk]))

        assert "End the role of lead?" in asked.text
        assert theirs.get(reverse("people", args=[place.pk])).status_code == 302
        theirs.force_login(Person.objects.get(pk=lead.pk), backend=BACKEND)
        assert theirs.get(reverse("people", args=[place.pk])).status_code == 404

    def test_never_takes_the_last_administrator(self, client: Client) -> None:
        system = make_system()
        admin = administrator(system)
        client.force_login(admin, backend=BACKEND)

        response = client.post(reverse("end_role", args=[system.pk, admin.grants.get().pk]))

        assert response.status_code == 409
        assert "last administrator" in response.text
        assert admin.grants.get().ended_at is None

    def test_lets_one_of_two_administrators_go(self, client: Client) -> None:
        system = make_system()
        admin, other = administrator(system), administrator(system, "second@example.org")
        client.force_login(admin, backend=BACKEND)

        client.post(reverse("end_role", args=[system.pk, other.grants.get().pk]))

        assert other.grants.get().ended_at is not None

    def test_is_refused_to_a_lead_for_a_role_above_their_own(self) -> None:
        system = make_system()
        lead = make_person()
        give_role(lead, Role.LEAD, system)
        admin = administrator(system)
        administrator(system, "second@example.org")

        with pytest.raises(actions.PeopleRefused) as refused:
            actions.end_role(scope_ref(system.pk), admin.grants.get().pk, by=reader_of(lead), at=NOW)

        assert refused.value.args[0] is PeopleRefusal.ABOVE_YOUR_OWN


class TestPeopleOf:
    def test_costs_the_same_for_many(self, django_assert_num_queries) -> None:
        place = make_scope(make_system())
        for number in range(5):
            give_role(make_person(f"p{number}@example.org"), Role.LEAD, place)
        scope = scope_ref(place.pk)

        with django_assert_num_queries(2):
            found = people_of(scope, at=NOW)

        assert len(found.here) == 5

    def test_tells_who_else_can_look_in(self) -> None:
        system = make_system()
        place = make_scope(system)
        administrator(system)
        give_role(make_person("far@example.org"), Role.SYSTEM_ADMIN, make_system("Elsewhere"))

        found = people_of(scope_ref(place.pk), at=NOW)

        assert [person.name for person in found.by_system] == ["admin"]


class TestReader:
    def test_of_nobody_may_nothing(self) -> None:
        assert not Reader(person_id=None, name="", held=()).held
