"""Telling people, and their marking what they have read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued

from punte.core.access.door import Viewer
from punte.core.errors import Invalid, NotHere
from punte.core.notices import recipients
from punte.core.notices.kinds import KINDS
from punte.core.notices.models import Notice, Preferences, default_preferences
from punte.core.notices.rules import mail_at
from punte.core.notices.tasks import mail_account

CHANNEL = "punte_notices"
PARAMS = frozenset({"person", "measure", "desk", "agency"})
MAX_WORD = 160


@transaction.atomic
def send_notice(
    *,
    kind: str,
    url: str,
    params: Mapping[str, str] | None = None,
    urgent: bool = False,
    to_accounts: Iterable[int] = (),
    to_desk: int | None = None,
    to_agency_role: tuple[int, Collection[str]] | None = None,
    to_audience: int | None = None,
    by: Viewer | None = None,
    run: UUID | None = None,
) -> int:
    """Tell everyone named (all four may be given) once, with the commit; returns how many.

    kind: a key of `KINDS`. params: `person` (the pseudonym, never a name), `measure`, `desk`,
    `agency`. url: a path of Punte. to_desk: its id; to_agency_role: agency id and role keys;
    to_audience: the number of a desk, agency, account, coordination or oversight.
    by: who caused it; they are not told themselves. run: the chain that tells, which shows it
    to all and lets each see to it. Raises ValueError for wrong kind or params.
    """
    _check(kind, url, params or {})
    accounts = set(to_accounts)
    if to_desk is not None:
        accounts.update(recipients.at_desk(to_desk))
    if to_agency_role is not None:
        accounts.update(recipients.with_role(*to_agency_role))
    if to_audience is not None:
        accounts.update(recipients.at_audience(to_audience))
    if by is not None:
        accounts.discard(by.account_id)
    wishes = _with_stand_ins(_wishes(accounts), by)
    same = {"kind": kind, "params": dict(params or {}), "url": url, "urgent": urgent, "run": run}
    shown = [account for account, wish in wishes.items() if run or wish.shows(kind, urgent)]
    now = timezone.now()
    notices = [Notice(account_id=account, sent_at=now, **same) for account in shown]
    Notice.objects.bulk_create(notices)
    _ring(notices)
    _mail([wish for wish in wishes.values() if wish.mails(kind)], now, urgent)
    return len(notices)


def _check(kind: str, url: str, params: Mapping[str, str]) -> None:
    if kind not in KINDS:
        raise ValueError(f"there is no kind of notice {kind!r}")
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError("a notice leads to a path of Punte")
    strange = set(params) - PARAMS
    if strange or any(len(value) > MAX_WORD for value in params.values()):
        raise ValueError(f"a notice may not carry {sorted(strange) or 'so long a word'}")


def _wishes(accounts: Collection[int]) -> dict[int, Preferences]:
    chosen = Preferences.objects.in_bulk(list(accounts))
    return {
        account: chosen.get(account) or default_preferences(account) for account in sorted(accounts)
    }


def _with_stand_ins(wishes: dict[int, Preferences], by: Viewer | None) -> dict[int, Preferences]:
    """And who stands in for those who are away today; whoever caused it is not told themselves."""
    today = timezone.localdate()
    away = [account for account, wish in wishes.items() if wish.told_instead(today)]
    others = {*recipients.stand_ins(away, today)} if away else set()
    if by is not None:
        others.discard(by.account_id)
    return wishes | _wishes(others)


def _ring(notices: Iterable[Notice]) -> None:
    """Wake the streams of those told, at the commit; the payload holds two identifiers."""
    payloads = [f"{notice.account_id}:{notice.pk}" for notice in notices]
    if payloads:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, p) FROM unnest(%s::text[]) p", [CHANNEL, payloads])


def _mail(wishes: Iterable[Preferences], now: datetime, urgent: bool) -> None:
    """Queue one e-mail each, after quiet hours; one already waiting to be sent is enough.

    Who wants a digest gets no e-mail now, unless it is urgent.
    """
    if not settings.EMAIL_HOST:
        return
    for wish in wishes:
        if wish.digest_hour is not None and not urgent:
            continue
        # What may not wait has a lock of its own: it must not be held up by what may.
        lock = f"mail:{wish.account_id}" + (":urgent" if urgent else "")
        job = mail_account.configure(
            queueing_lock=lock, schedule_at=mail_at(now, wish.quiet, urgent=urgent)
        )
        try:
            with transaction.atomic():
                job.defer(account_id=wish.account_id)
        except AlreadyEnqueued:
            continue


@transaction.atomic
def read_notice(*, by: Viewer, notice_id: UUID) -> Notice:
    """Mark one notice read, and return it. NotHere for another's."""
    notice = Notice.objects.filter(account_id=by.account_id, pk=notice_id).first()
    if notice is None:
        raise NotHere(what="read notice")
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def read_all_notices(*, by: Viewer) -> int:
    """Mark all of one's notices read; returns how many were not."""
    unread = Notice.objects.filter(account_id=by.account_id, read_at=None)
    return unread.update(read_at=timezone.now())


@dataclass(frozen=True)
class Wishes:
    """How somebody wants to be told; see `Preferences` for the fields."""

    muted: Collection[str]
    mailed: Collection[str]
    language: str
    digest_hour: int | None = None
    quiet_from: time = field(default=time(0))
    quiet_until: time = field(default=time(0))
    quiet_weekend: bool = False
    zone: str = "Europe/Chisinau"
    away_from: date | None = None
    away_until: date | None = None
    stand_in: int | None = None


@transaction.atomic
def set_preferences(*, by: Viewer, wishes: Wishes) -> Preferences:
    """Keep how one wants to be told.

    Raises ValueError for kinds or languages that do not exist, Invalid for an absence without a
    stand-in who works in the same agency, or that ends before it begins.
    """
    strange = {*wishes.muted, *wishes.mailed} - set(KINDS)
    if strange or wishes.language not in dict(settings.LANGUAGES):
        raise ValueError(f"no such kind or language: {sorted(strange)} {wishes.language!r}")
    _check_absence(by, wishes)
    values = asdict(wishes) | {"muted": sorted(wishes.muted), "mailed": sorted(wishes.mailed)}
    wish = Preferences(account_id=by.account_id, **values)
    Preferences.objects.bulk_create(
        [wish],
        update_conflicts=True,
        unique_fields=["account_id"],
        update_fields=list(values),
    )
    return wish


def _check_absence(by: Viewer, wishes: Wishes) -> None:
    given = [wishes.away_from, wishes.away_until, wishes.stand_in]
    if not any(given):
        return
    if wishes.away_from is None or wishes.away_until is None or wishes.stand_in is None:
        raise Invalid(_("For an absence give both days and who stands in."))
    if wishes.away_until < wishes.away_from:
        raise Invalid(_("The absence ends before it begins."))
    if wishes.stand_in not in recipients.colleagues(by.agency_id, by.account_id):
        raise Invalid(_("Only a colleague of your agency can stand in for you."))
