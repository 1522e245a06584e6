"""Signatures as Standard Webhooks has them (standardwebhooks.com, version 1)."""

from __future__ import annotations

import base64
import binascii
import hmac
import os

PREFIX = "whsec_"


def new_secret() -> str:
    """24 random bytes, as receivers' libraries take them."""
    return PREFIX + base64.b64encode(os.urandom(24)).decode()


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`. Raises ValueError for what is no secret."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("the secret of a webhook is base64") from error
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def headers(secret: str, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """All that a receiver needs to check who sent this and when."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Punte-Webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secret, message_id, timestamp, body),
    }
