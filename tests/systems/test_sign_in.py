"""Sign-in: pages, limits, second steps and sessions."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from goldenthread.core.permissions.terms import Role
from goldenthread.systems.actions import accounts
from goldenthread.systems.models import Person
from making.systems import NOW, give_role, make_person, make_scope, make_system

pytestmark = pytest.mark.django_db
PASSWORD = "seven green kettles sing"


def make_account(email: str = "lead@example.org") -> Person:
    return accounts.open_account(email=email, name="Sam Poole", actor="test", at=NOW, password=PASSWORD)


def sign_in(client: Client, email: str = "lead@example.org", password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


class TestEveryAccountPage:
    @pytest.mark.parametrize(
        "route",
        ["account_login", "account_signup", "account_inactive", "account_reset_password",
         "account_reset_password_done", "account_reset_password_from_key_done",
         "socialaccount_login_cancelled", "account_email_verification_sent"],
    )  # fmt: skip
    def test_is_in_our_layout_for_anyone(self, client: Client, route: str) -> None:
        response = client.get(reverse(route))

        assert response.status_code == 200
        assert b"gt-header" in response.content
        assert b"None" not in response.content

    @pytest.mark.parametrize(
        "route",
        ["account_logout", "account_change_password", "account_reauthenticate", "mfa_index",
         "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "socialaccount_connections",
         "your_account", "your_name", "second_step", "your_systems"],
    )  # fmt: skip
    def test_is_in_our_layout_when_signed_in(self, client: Client, route: str) -> None:
        make_account()
        sign_in(client)

        response = client.get(reverse(route))

        assert response.status_code == 200
        assert b"gt-header" in response.content

    @pytest.mark.parametrize(
        "route",
        [
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_reauthenticate",
        ],
    )
    def test_of_a_second_step_is_in_our_layout(self, client: Client, route: str) -> None:
        person = make_account()
        sign_in(client)
        add_app(person)

        response = client.get(reverse(route))

        assert response.status_code == 200
        assert b"gt-header" in response.content


def add_app(person: Person) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)


class TestSignIn:
    def test_leads_to_your_systems(self, client: Client) -> None:
        make_account()

        response = sign_in(client)

        assert response.status_code == 302
        assert response["Location"] == reverse("your_systems")

    def test_says_the_same_for_a_wrong_password_and_an_unknown_address(self, client: Client) -> None:
        make_account()

        wrong = sign_in(client, password="not it at all")
        unknown = sign_in(client, email="nobody@example.org")

        for response in (wrong, unknown):
            assert "The email address or the password is not right" in response.text
            assert "There is a problem" in response.text

    def test_says_what_is_missing(self, client: Client) -> None:
        response = client.post(reverse("account_login"), {"login": "", "password": ""})

        assert "Enter your email address" in response.text
        assert 'href="#id_password"' in response.text

    def test_helps_password_managers(self, client: Client) -> None:
        page = client.get(reverse("account_login")).text

        assert 'autocomplete="username"' in page
        assert 'autocomplete="current-password"' in page

    def test_stops_after_five_wrong_passwords_for_one_account(self, client: Client, settings) -> None:
        settings.AXES_ENABLED = True
        make_account()
        make_account("other@example.org")
        for _ in range(5):
            response = sign_in(client, password="wrong wrong wrong")

        blocked = sign_in(client)
        other = sign_in(client, email="other@example.org")

        assert response.status_code == blocked.status_code == 429
        assert "Too many tries" in blocked.text
        assert blocked["Retry-After"] == "900"
        assert other.status_code == 302

    def test_asks_for_the_second_step(self, client: Client) -> None:
        add_app(make_account())

        response = sign_in(client)

        assert response["Location"] == reverse("mfa_authenticate")
        page = client.get(response["Location"])
        assert 'autocomplete="one-time-code"' in page.text
        assert "gt-header" in page.text

    def test_takes_a_recovery_code_once(self, client: Client) -> None:
        person = make_account()
        add_app(person)
        code = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
        sign_in(client)

        client.post(reverse("mfa_authenticate"), {"code": code})

        assert client.get(reverse("your_account")).status_code == 200
        other = Client()
        sign_in(other)
        assert "That code is not right" in other.post(reverse("mfa_authenticate"), {"code": code}).text

    def test_through_an_organisation_that_answers_with_an_error_is_in_our_layout(
        self, client: Client
    ) -> None:
        response = client.get(reverse("socialaccount_login_error"))

        assert response.status_code == 401
        assert "Sign-in did not work" in response.text


class TestSignUp:
    def test_is_closed(self, client: Client) -> None:
        response = client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})

        assert "Accounts come by invitation" in response.text
        assert not Person.objects.exists()


class TestForgottenPassword:
    def test_answers_alike_for_unknown_addresses(self, client: Client) -> None:
        make_account()

        known = client.post(reverse("account_reset_password"), {"email": "lead@example.org"})
        unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

        assert known["Location"] == unknown["Location"]
        assert len(mail.outbox) == 1

    def test_leads_to_an_address_without_the_key(self, client: Client) -> None:
        make_account()
        client.post(reverse("account_reset_password"), {"email": "lead@example.org"})
        link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)

        response = client.get(link)
        page = client.get(response["Location"])
        client.post(
            response["Location"], {"password1": "blue lamps over water", "password2": "blue lamps over water"}
        )

        assert response["Location"].endswith("-set-password/")
        assert "Choose a new password" in page.text
        assert sign_in(client, password="blue lamps over water").status_code == 302

    def test_says_that_a_used_link_no_longer_works(self, client: Client) -> None:
        page = client.get("/account/password/reset/key/1-abc/")

        assert "This link no longer works" in page.text


class TestSessions:
    def test_end_elsewhere_when_the_password_changes(self) -> None:
        make_account()
        here, elsewhere = Client(), Client()
        sign_in(here)
        sign_in(elsewhere)

        new = "blue lamps over water"
        here.post(
            reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
        )

        assert here.get(reverse("your_account")).status_code == 200
        assert elsewhere.get(reverse("your_account")).status_code == 302

    def test_end_elsewhere_when_the_second_step_changes(self) -> None:
        person = make_account()
        add_app(person)
        here, elsewhere = Client(), Client()
        for client in (here, elsewhere):
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        here.post(reverse("account_reauthenticate"), {"password": PASSWORD})

        here.post(reverse("mfa_deactivate_totp"))

        assert not Authenticator.objects.filter(user=person, type="totp").exists()
        assert here.get(reverse("your_account")).status_code == 200
        assert elsewhere.get(reverse("your_account")).status_code == 302

    @pytest.mark.parametrize(
        ("key", "ago"), [("seen", timedelta(minutes=31)), ("began", timedelta(hours=13))]
    )
    def test_end_when_idle_or_too_long(self, client: Client, key: str, ago: timedelta) -> None:
        make_account()
        sign_in(client)
        client.get(reverse("your_account"))
        session = client.session
        session[key] = int((datetime.now(UTC) - ago).timestamp())
        session.save()

        assert client.get(reverse("your_account")).status_code == 302


class TestSecondStepAsked:
    def test_of_people_who_may_change_things(self, client: Client, settings) -> None:
        settings.SECOND_STEP_REQUIRED = True
        system = make_system()
        person = make_account()
        give_role(person, Role.LEAD, system)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

        before = client.get(reverse("scope", args=[system.pk]))
        add_app(person)
        after = client.get(reverse("scope", args=[system.pk]))

        assert before["Location"] == reverse("second_step")
        assert after.status_code == 200


class TestDemo:
    def test_is_not_there_otherwise(self, client: Client) -> None:
        person = make_person()
        give_role(person, Role.LEAD, make_system())

        assert client.get(reverse("demo")).status_code == 404
        assert client.post(reverse("demo_sign_in", args=[person.pk])).status_code == 404

    def test_signs_in_with_one_click(self, client: Client, settings) -> None:
        settings.DEMO = True
        person, system = make_person(), make_system()
        give_role(person, Role.LEAD, make_scope(system))

        page = client.get(reverse("demo"))
        client.post(reverse("demo_sign_in", args=[person.pk]))

        assert "Eastdale" in page.text
        assert client.get(reverse("your_account")).status_code == 200

    def test_signs_nobody_in_on_a_get(self, client: Client, settings) -> None:
        settings.DEMO = True

        assert client.get(reverse("demo_sign_in", args=[1])).status_code == 405


class TestYourRecord:
    def test_holds_what_you_did(self, client: Client) -> None:
        make_account()
        sign_in(client)
        client.post(reverse("your_name"), {"name": "Sam P", "is_active": "no", "session_number": "9"})

        record = client.get(reverse("your_record")).json()

        assert record["name"] == "Sam P"
        assert [event["what"] for event in record["what_you_did"]] == ["systems.person.renamed"]
