"""Paper forms for participants and for staff."""

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.canvas.models import Canvas, Round
from goldenthread.core.permissions.terms import Role
from making.answering import asking_now, token_now
from making.systems import give_role, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def canvas() -> Canvas:
    return asking_now()


class TestPaperByLink:
    def test_has_the_same_questions_to_read_and_to_print(self, client: Client, canvas: Canvas) -> None:
        token = token_now(canvas)

        page = client.get(f"/a/{token}/paper/?lang=pl")

        assert page.status_code == 200
        assert f"Formularz \u2066{canvas.pk}-C-PL" in page.content.decode()
        assert page.content.decode().count("<section") == 12
        assert not page.cookies

    def test_makes_a_pdf_in_two_sizes(self, client: Client, canvas: Canvas) -> None:
        token = token_now(canvas)

        normal = client.get(f"/a/{token}/paper.pdf")
        large = client.get(f"/a/{token}/paper.pdf?size=large")

        assert normal.content.startswith(b"%PDF")
        assert normal["Content-Disposition"] == f'inline; filename="form-{canvas.pk}-C-EN.pdf"'
        assert "large-print" in large["Content-Disposition"]

    def test_is_refused_as_the_link_is(self, client: Client, canvas: Canvas) -> None:
        token = token_now(canvas)
        Round.objects.update(closed_at=timezone.now())

        assert client.get(f"/a/{token}/paper.pdf").status_code == 410
        assert client.get("/a/nothing/paper/").status_code == 404


class TestPaper:
    def test_is_there_on_the_way(self, client: Client, canvas: Canvas) -> None:
        client.post(f"/a/{token_now(canvas)}/")

        assert client.get("/answer/paper/").status_code == 200
        assert client.get("/answer/paper.pdf").content.startswith(b"%PDF")


class TestPaperForStaff:
    def test_says_where_to_send_it_back(self, client: Client, canvas: Canvas) -> None:
        person = make_person()
        give_role(person, Role.LEAD, canvas.scope)
        client.force_login(person)
        chosen = {"canvas": canvas.pk, "voice": "staff", "language": "en", "return_to": "1 High Street"}

        page = client.get(f"/s/{canvas.scope_id}/enter/paper/", chosen | {"shape": "web"})
        pdf = client.get(f"/s/{canvas.scope_id}/enter/paper/", chosen | {"shape": "large"})
        nothing = client.get(f"/s/{canvas.scope_id}/enter/paper/")

        assert "1 High Street" in page.content.decode()
        assert pdf.content.startswith(b"%PDF")
        assert nothing.status_code == 302
