"""The guides inside the product."""

from django.test import Client

from goldenthread.site import guides


class TestPageOf:
    def test_draws_tables_and_points_links_into_the_product(self) -> None:
        text = "# A\n\n[b](../explanation/b.md#c)\n\n|x|\n|-|\n|1|\n"

        page = guides.page_of("how-to/a", text, lambda name: f"/{name}/")

        assert page.title == "A"
        assert '<a href="/explanation/b/">b</a>' in page.html
        assert "<table>" in page.html

    def test_shows_raw_html_as_text(self) -> None:
        page = guides.page_of("how-to/a", "# A\n\n<script>x</script>\n", str)

        assert "<script>" not in page.html

    def test_leaves_links_to_elsewhere_alone(self) -> None:
        page = guides.page_of("how-to/a", "[b](https://example.org/b.md)", lambda name: "changed")

        assert 'href="https://example.org/b.md"' in page.html


class TestGuideText:
    def test_reads_only_guides_on_the_shelves(self) -> None:
        assert guides.guide_text("../pyproject") is None
        assert guides.guide_text("decisions/0001-record-decisions") is None


class TestGuide:
    def test_answers_not_found_for_a_name_it_does_not_know(self, client: Client) -> None:
        assert client.get("/help/how-to/nothing-of-the-kind/").status_code == 404


class TestGuidePicture:
    def test_serves_nothing_but_pictures_of_the_guides(self, client: Client) -> None:
        assert client.get("/help/pictures/pyproject.toml").status_code == 404
