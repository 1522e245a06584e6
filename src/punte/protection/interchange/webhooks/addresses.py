"""Where a webhook may go: https to the open network; never into the house itself."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from punte.core.errors import Invalid

MAX_URL = 500


class Unreachable(Exception):
    """The address leads nowhere that may be reached; the message is a short code."""


@dataclass(frozen=True)
class Target:
    """An address that was looked up: `address` is the number to connect to, `host` whom to ask
    for there."""

    scheme: str
    host: str
    port: int
    path: str
    address: str = ""


def local_allowed() -> bool:
    """Whether this installation may tell programs within its own network, and without TLS."""
    return bool(settings.WEBHOOKS_LOCAL)


def parse(url: str) -> Target:
    """The parts of a URL. Raises Invalid for what no webhook may be."""
    if len(url) > MAX_URL or not url.isascii() or any(c.isspace() or c < " " for c in url):
        raise Invalid(_("Write an address such as https://example.org/punte."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Invalid(_("Write an address such as https://example.org/punte.")) from error
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        raise Invalid(_("Write an address such as https://example.org/punte."))
    if parts.scheme != "https" and not (parts.scheme == "http" and local_allowed()):
        raise Invalid(_("The address must begin with https://."))
    path = parts.path or "/"
    path += f"?{parts.query}" if parts.query else ""
    return Target(
        parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80), path
    )


def check_url(url: str) -> None:
    """Refuse what can be refused without asking the network. Raises Invalid."""
    target = parse(url)
    if local_allowed():
        return
    host = target.host.rstrip(".").casefold()
    named = host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    numbered = _as_number(host)
    if named or ("." not in host and numbered is None) or (numbered and not open_to_all(numbered)):
        raise Invalid(_("This address lies within a closed network; nothing is sent there."))


def _as_number(host: str) -> str | None:
    """The address that a host written as a number means, also in old manners of writing."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def open_to_all(address: str) -> bool:
    """Whether an IP address belongs to the open network."""
    number = ipaddress.ip_address(address)
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    if inner is not None and not inner.is_global:
        return False
    return number.is_global and not number.is_multicast


def resolve(url: str) -> Target:
    """The target with the number to connect to, so that a name cannot change its mind between.

    Raises Unreachable, Invalid. Every number of the name must be open to all.
    """
    target = parse(url)
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("no_such_host") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise Unreachable("no_such_host")
    if not local_allowed() and not all(open_to_all(address) for address in addresses):
        raise Unreachable("closed_network")
    return Target(target.scheme, target.host, target.port, target.path, addresses[0])
