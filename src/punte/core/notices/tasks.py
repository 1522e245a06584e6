"""Notices by e-mail: that something waits, and where; never what."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from punte.core.agencies.door import Account
from punte.core.notices.models import Notice, Preferences
from punte.core.notices.queries import preferences_of

MOST = 100
LATER = RetryStrategy(max_attempts=8, exponential_wait=5)


@app.periodic(cron="2 * * * *")
@app.task(name="notices.send_digests", queue="mail", queueing_lock="digests", retry=LATER)
def send_digests(timestamp: int) -> int:
    """Queue the day's e-mail for those whose hour it is and for whom something waits."""
    now = timezone.now()
    queued = 0
    for wish in Preferences.objects.filter(digest_hour__isnull=False):
        if now.astimezone(ZoneInfo(wish.zone)).hour != wish.digest_hour:
            continue
        if Notice.objects.filter(account_id=wish.account_id, read_at=None).exists():
            mail_digest.defer(account_id=wish.account_id)
            queued += 1
    return queued


@app.task(name="notices.mail_digest", queue="mail", retry=LATER)
def mail_digest(account_id: int) -> None:
    """Write how many things wait, and how many of them are urgent; never which."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    waiting = Notice.objects.filter(account_id=account_id, read_at=None)
    count = waiting.order_by()[:MOST].count()
    if account is None or not count:
        return
    urgent = waiting.filter(urgent=True).order_by()[:MOST].count()
    with translation.override(preferences_of(account_id).language):
        link = f"{settings.PUBLIC_ADDRESS.rstrip('/')}/notices/"
        words = {"link": link, "count": count, "urgent": urgent}
        send_mail(
            _("Your day in Punte"),
            render_to_string("notices/digest.txt", words),
            settings.DEFAULT_FROM_EMAIL,
            [account.email],
        )


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
