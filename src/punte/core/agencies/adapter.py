"""How sign-in behaves: an invitation is the only way in, and the second factor stays."""

from __future__ import annotations

import base64
from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest

from punte.core.agencies.sign_in.again import recently_authenticated

UNSAID = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class ClosedSignup(DefaultAccountAdapter):
    """No sign-up, and no mail by itself: Punte's own notices say what is to be said."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **more: Any,
    ) -> None:
        """Says what one would not know otherwise; that one is signed in, or out, one sees."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **more)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of some minutes ago is proof enough."""
        return not recently_authenticated(context.request)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Sends nothing: a mail about a key names the account and the place it is used from."""


class SecondFactor(DefaultMFAAdapter):
    """Secrets are encrypted in the database; the last way to confirm a sign-in stays."""

    def encrypt(self, text: str) -> str:
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher(settings.SECRET_KEY).decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not settings.MFA_REQUIRED:
            return True
        others = Authenticator.objects.filter(
            user=authenticator.user,
            type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN],
        ).exclude(pk=authenticator.pk)
        return others.exists()


@cache
def _cipher(secret: str) -> Fernet:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"punte second factor")
    return Fernet(base64.urlsafe_b64encode(derive.derive(secret.encode())))
