"""Nobody can knock too often, and a library can still answer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from goldenthread.core.throttling import Limit, network_of, seconds_to_wait

NOON = datetime(2026, 6, 1, 12, 0, 20, tzinfo=UTC)
THREE_A_MINUTE = Limit("test", uses=3, seconds=60)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


class TestSecondsToWait:
    def test_lets_the_first_uses_through_and_names_the_wait_after(self) -> None:
        waits = [seconds_to_wait(THREE_A_MINUTE, "a", at=NOON) for _ in range(4)]

        assert waits == [0, 0, 0, 40]

    def test_counts_each_subject_alone(self) -> None:
        for _ in range(4):
            seconds_to_wait(THREE_A_MINUTE, "a", at=NOON)

        assert seconds_to_wait(THREE_A_MINUTE, "b", at=NOON) == 0

    def test_starts_again_with_the_next_window(self) -> None:
        for _ in range(4):
            seconds_to_wait(THREE_A_MINUTE, "a", at=NOON)

        assert seconds_to_wait(THREE_A_MINUTE, "a", at=NOON + timedelta(seconds=40)) == 0


class TestNetworkOf:
    def test_is_the_address_itself_for_version_four(self) -> None:
        assert network_of(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")) == "192.0.2.7"

    def test_is_one_for_every_address_of_a_version_six_household(self) -> None:
        first = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:aaaa::1")
        second = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:bbbb::9")

        assert network_of(first) == network_of(second) == "2001:db8:1:2::"

    def test_does_not_believe_a_sender_about_proxies(self) -> None:
        request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.1")

        assert network_of(request) == "192.0.2.7"

    def test_reads_past_our_own_proxies_only(self, settings) -> None:
        settings.TRUSTED_PROXY_COUNT = 1
        request = RequestFactory().get(
            "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.66, 203.0.113.1"
        )

        assert network_of(request) == "203.0.113.1"

    def test_of_nonsense_is_unknown(self) -> None:
        assert network_of(RequestFactory().get("/", REMOTE_ADDR="unix:")) == "unknown"
