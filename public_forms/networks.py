"""Which network a form came from, as a keyed hash that nothing can be read from and that changes every day.

The network address itself is stored nowhere and logged nowhere.
"""

from datetime import date
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from vault.hashes import fingerprint

PURPOSE = "network"
HASH_LENGTH = 32
IPV6_NETWORK_BITS = 64  # what one household or phone is given; within it devices change their address by the hour

Address = IPv4Address | IPv6Address


def network_hash(request: HttpRequest) -> str:
    """The hash of the visitor's network for today, 32 characters; "" when it can't be told."""
    address = visitor_address(request)
    return hash_of(address, timezone.now().date()) if address else ""


def hash_of(address: Address, day: date) -> str:
    """The hash of the network of `address` on `day`; hashes of two days can't be compared."""
    return fingerprint(f"{day.isoformat()}|{network_of(address)}", PURPOSE)[:HASH_LENGTH]


def network_of(address: Address) -> str:
    """A whole IPv4 address, because strangers share any larger range; of IPv6 the /64."""
    if isinstance(address, IPv4Address):
        return str(address)
    return f"{IPv6Address(int(address) >> IPV6_NETWORK_BITS << IPV6_NETWORK_BITS)}/{IPV6_NETWORK_BITS}"


def visitor_address(request: HttpRequest) -> Address | None:
    """The visitor's address: who is connected to us, or whom our own proxies (`TRUSTED_PROXIES`) say it is.

    Each proxy adds the address that it was asked from to the end of `X-Forwarded-For`. So the list is read from its
    end for as long as ours have written it; what a visitor put there before is never looked at.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    chain = [*(forwarded.split(",") if forwarded else ()), request.META.get("REMOTE_ADDR", "")]
    if isinstance(settings.TRUSTED_PROXIES, int):
        return _parsed(chain[max(len(chain) - 1 - settings.TRUSTED_PROXIES, 0)])
    found = _parsed(chain.pop())
    while chain and _is_ours(found) and (before := _parsed(chain.pop())):
        found = before
    return found


def _is_ours(address: Address | None) -> bool:
    """Whether a trusted proxy stands there. Who is connected without an address came by a socket of this machine."""
    if address is None:
        return bool(settings.TRUSTED_PROXIES)
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _parsed(text: str) -> Address | None:
    """`text` as an address, without the port that some proxies add; None when it isn't one."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
