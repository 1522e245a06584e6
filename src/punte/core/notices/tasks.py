"""Notices by e-mail: that something waits, and where; never what."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from punte.core.agencies.door import Account
from punte.core.notices.queries import preferences_of

LATER = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.task(name="notices.mail_account", queue="mail", retry=LATER)
def mail_account(account_id: int) -> None:
    """Write to an account that something waits for it; nothing to one that left meanwhile."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return
    with translation.override(preferences_of(account_id).language):
        link = f"{settings.PUBLIC_ADDRESS.rstrip('/')}/notices/"
        send_mail(
            _("Something waits for you in Punte"),
            render_to_string("notices/mail.txt", {"link": link}),
            settings.DEFAULT_FROM_EMAIL,
            [account.email],
        )
