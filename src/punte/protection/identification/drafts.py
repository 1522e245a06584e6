"""A notification that is being written: sealed, in the session, without identity.

Sessions lie in the database, so what stands there is encrypted with a key made from the secret
key; who the person is never comes here at all.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

KEY = "notification_draft"
HOURS = 2
Pages = dict[str, dict[str, list[str]]]


@dataclass
class Draft:
    """once: the key under which it will be sent. pages: what was posted, by step."""

    once: UUID
    pages: Pages = field(default_factory=dict)


def load_draft(session: SessionBase) -> Draft | None:
    """The draft of this session; None when there is none, or it is older than two hours."""
    sealed = session.get(KEY)
    if not isinstance(sealed, str):
        return None
    try:
        text = _box().decrypt(sealed.encode(), ttl=HOURS * 3600)
    except InvalidToken:
        return None
    found = json.loads(text)
    return Draft(UUID(found["once"]), found["pages"])


def new_draft() -> Draft:
    return Draft(uuid4())


def save_draft(session: SessionBase, draft: Draft) -> None:
    text = json.dumps({"once": str(draft.once), "pages": draft.pages})
    session[KEY] = _box().encrypt(text.encode()).decode()


def drop_draft(session: SessionBase) -> None:
    session.pop(KEY, None)


def _box() -> Fernet:
    made = HKDF(SHA256(), length=32, salt=None, info=b"punte notification draft")
    return Fernet(base64.urlsafe_b64encode(made.derive(settings.SECRET_KEY.encode())))
