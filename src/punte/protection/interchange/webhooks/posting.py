"""One POST to one looked-up address, without redirects and in bounded time."""

from __future__ import annotations

import http.client
import socket
import ssl

from punte.protection.interchange.webhooks.addresses import Target, Unreachable, resolve

SECONDS = 10
MOST_ANSWER = 1024


class _Pinned(http.client.HTTPConnection):
    """Connects to the number that was checked, whatever the name says by now."""

    def __init__(self, target: Target):
        super().__init__(target.host, target.port, timeout=SECONDS)
        self.target = target

    def connect(self) -> None:
        self.sock = socket.create_connection((self.target.address, self.target.port), SECONDS)
        if self.target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.target.host)


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send, and return the status of the answer. Raises Unreachable with a short code."""
    target = resolve(url)
    link = _Pinned(target)
    try:
        link.request("POST", target.path, body=body, headers=headers)
        answer = link.getresponse()
        answer.read(MOST_ANSWER)
    except TimeoutError as error:
        raise Unreachable("too_slow") from error
    except ssl.SSLError as error:
        raise Unreachable("no_trusted_tls") from error
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable("no_answer") from error
    finally:
        link.close()
    return answer.status
