"""How often one network may knock, and one link be used, before it has to wait."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

_IPV6_BITS_KEPT = 64  # one household or library; a single machine can change the rest at will


@dataclass(frozen=True, slots=True)
class Limit:
    """So many uses in so many seconds, counted for each subject on its own."""

    name: str
    uses: int
    seconds: int


def seconds_to_wait(limit: Limit, subject: str, *, at: datetime) -> int:
    """Count one use by a subject; 0 when it may go on, else how long until it may.

    Counts are kept in the cache in fixed windows: nothing of them is stored, and a restart forgets them.
    """
    moment = int(at.timestamp())
    window, passed = divmod(moment, limit.seconds)
    key = f"throttle:{limit.name}:{window}:{subject}"
    cache.add(key, 0, timeout=limit.seconds)
    try:
        used = cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return 0
    return 0 if used <= limit.uses else limit.seconds - passed


def network_of(request: HttpRequest) -> str:
    """The network a request comes from: an IPv4 address, or the first 64 bits of an IPv6 one.

    ``TRUSTED_PROXY_COUNT`` says how many proxies of ours stand in front; what lies beyond them in
    ``X-Forwarded-For`` is the sender's own claim and is not read.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    passed_on = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    address = request.META.get("REMOTE_ADDR", "")
    if proxies and len(passed_on) >= proxies:
        address = passed_on[-proxies]
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(IPv6Address(int(known) >> _IPV6_BITS_KEPT << _IPV6_BITS_KEPT))
    return str(known)
