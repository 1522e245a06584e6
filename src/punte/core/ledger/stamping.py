"""Asking an authority (RFC 3161) to vouch that a signed head was there at a time.

Who holds the log's key and the whole database could make another log; they cannot make the
authority have seen it earlier. Without the setting PUNTE_TSA_URL nothing is asked.
"""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.x509 import Certificate, load_pem_x509_certificates
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from punte.core.ledger.actions import record
from punte.core.ledger.models import Checkpoint, Stamp
from punte.core.ledger.queries import newest_checkpoint

SECONDS = 20
LONGEST_REPLY = 65536
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


class StampError(Exception):
    """The authority gave no stamp that holds; the message says why. Worth trying again."""


def stamp_head() -> Stamp | None:
    """Have the newest signed head stamped, unless it is; None without the setting or a head.

    Needs the worker's role, and no open transaction: the authority may take its time. Raises
    StampError, and ImproperlyConfigured where the settings themselves are wrong.
    """
    head = newest_checkpoint()
    if not settings.LEDGER_TSA_URL or head is None:
        return None
    stamped = Stamp.objects.filter(size=head.size).first()
    return stamped or _keep(head, _ask(head))


def newest_stamp(most: int | None = None) -> Stamp | None:
    """The stamp of the largest stamped head (of at most `most` entries); None without any."""
    stamps = Stamp.objects.filter(size__lte=most) if most is not None else Stamp.objects.all()
    return stamps.order_by("-size", "at").first()


def first_stamp_over(size: int) -> Stamp | None:
    """The stamp of the smallest stamped head with at least `size` entries; None without any."""
    return Stamp.objects.filter(size__gte=size).order_by("size", "at").first()


def check_stamp(stamp: Stamp) -> None:
    """Raises StampError unless a kept stamp vouches for the head as it stands here."""
    head = Checkpoint.objects.filter(size=stamp.size).first()
    if head is None:
        raise StampError("the stamped checkpoint is not there")
    reply = _decoded(bytes(stamp.reply))
    _check(VerifierBuilder(), reply, head)


def authority_certificates() -> list[Certificate]:
    """The authority's certificates, from the file that the setting names."""
    path = settings.LEDGER_TSA_CERTIFICATE
    try:
        return load_pem_x509_certificates(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"PUNTE_TSA_CERTIFICATE must name a PEM file with the authority's certificates; "
            f"{path or 'nothing'} cannot be read as one."
        ) from error


@transaction.atomic
def _keep(head: Checkpoint, reply: TimeStampResponse) -> Stamp:
    address = settings.LEDGER_TSA_URL[:200]
    stamp = Stamp(
        size=head.size, at=reply.tst_info.gen_time, authority=address, reply=reply.as_bytes()
    )
    stamp.save(force_insert=True)
    record(action="ledger.stamp", by=None, detail={"size": head.size, "stamp": str(stamp.id)})
    return stamp


def _ask(head: Checkpoint) -> TimeStampResponse:
    builder = TimestampRequestBuilder().hash_algorithm(HashAlgorithm.SHA256)
    request = builder.data(head.note.encode()).build()
    reply = _decoded(_post(settings.LEDGER_TSA_URL, request.as_bytes()))
    _check(VerifierBuilder.from_request(request), reply, head)
    return reply


def _decoded(content: bytes) -> TimeStampResponse:
    try:
        return decode_timestamp_response(content)
    except ValueError as error:
        raise StampError("what the authority sent is no time stamp") from error


def _check(builder: VerifierBuilder, reply: TimeStampResponse, head: Checkpoint) -> None:
    for certificate in authority_certificates():
        builder = builder.add_root_certificate(certificate)
    try:
        builder.build().verify_message(reply, head.note.encode())
    except (VerificationError, ValueError) as error:
        raise StampError(f"the time stamp does not hold: {error}") from error


def _post(address: str, body: bytes) -> bytes:
    """The authority's answer to a query. No redirection is followed."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured("PUNTE_TSA_URL must begin with http:// or https://")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=SECONDS)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body, {"Content-Type": QUERY, "Accept": REPLY})
        answer = connection.getresponse()
        content = answer.read(LONGEST_REPLY + 1)
    except (OSError, http.client.HTTPException) as error:
        raise StampError(f"the authority cannot be reached: {error}") from error
    finally:
        connection.close()
    kind_of_answer = answer.headers.get_content_type()
    if answer.status != 200 or kind_of_answer != REPLY or len(content) > LONGEST_REPLY:
        raise StampError(f"the authority answered {answer.status} {kind_of_answer}")
    return content
