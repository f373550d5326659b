"""Pages that say what the service is and promises."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from goldenthread.core.retention.table import RECORDS
from goldenthread.site.statements import accessibility_facts


class TestAccessibilityStatement:
    def test_has_every_part_that_the_regulations_ask_for(self, client: Client) -> None:
        page = client.get("/accessibility-statement/").content.decode()

        for heading in ("How accessible", "What we are doing", "How we prepared", "Feedback", "Enforcement"):
            assert heading in page

    def test_lists_each_known_issue(self, client: Client) -> None:
        page = client.get("/accessibility-statement/").content.decode()

        for issue in accessibility_facts().issues:
            assert issue.what.split(",")[0][:40] in page

    def test_was_tested_within_the_year(self) -> None:
        assert timezone.now().date() - accessibility_facts().tested_date < timedelta(days=365)


class TestPrivacy:
    def test_says_how_long_each_kind_of_record_is_kept(self, client: Client) -> None:
        page = client.get("/privacy/").content.decode()

        for record in RECORDS:
            assert record.what in page
            assert record.how_long in page


class TestPublicPages:
    def test_set_no_cookie(self, client: Client) -> None:
        for address in ("/", "/help/", "/privacy/", "/cookies/", "/about/", "/accessibility-statement/"):
            assert not client.get(address).cookies, address
