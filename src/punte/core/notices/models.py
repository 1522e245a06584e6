"""Notices to people, and how each person wants to be told."""

from __future__ import annotations

from datetime import date, time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise

from punte.core.codes import localised
from punte.core.deadlines.door import measure_name
from punte.core.ids import new_id
from punte.core.notices.kinds import KINDS
from punte.core.notices.rules import Quiet, is_away


class Notice(models.Model):
    """Something an account should know. Policies show it to that account alone.

    params: what it is about: `person` (a pseudonym), `measure`, `desk`, `agency`; never more.
    url: a path of Punte, without names. run: the chain of escalation that sent it, if one did.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=200)
    run = models.UUIDField(null=True)
    urgent = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notices_notice"
        indexes = [
            models.Index(fields=["account_id", "-sent_at"], name="notice_mine"),
            models.Index(
                fields=["account_id"], condition=models.Q(read_at=None), name="notice_unread"
            ),
        ]

    @property
    def text(self) -> str | Promise:
        """What happened, in the language of the reader."""
        kind = KINDS.get(self.kind)
        return kind.text if kind else self.kind

    @property
    def icon(self) -> str:
        kind = KINDS.get(self.kind)
        return kind.icon if kind else "bell"

    @property
    def about(self) -> list[str | Promise]:
        """What it is about, word by word."""
        words = [localised(self.params.get("person", ""))]
        words += [self.params.get(key) for key in ("desk", "agency")]
        measure = self.params.get("measure")
        return [*filter(None, words), *([measure_name(measure)] if measure else [])]


class Preferences(models.Model):
    """How one account wants to be told. Without a row, the kinds' own defaults hold.

    muted: kinds not shown in Punte (urgent ones always are). mailed: kinds also sent by e-mail.
    digest_hour: one e-mail a day at this hour instead of one each time; urgent ones still come at
    once. quiet_*: hours without e-mails, in `zone`. away_*: days on which `stand_in`, a colleague,
    is told too.
    """

    account_id = models.BigIntegerField(primary_key=True)
    muted = ArrayField(models.CharField(max_length=40), default=list)
    mailed = ArrayField(models.CharField(max_length=40), default=list)
    language = models.CharField(max_length=5)
    digest_hour = models.PositiveSmallIntegerField(null=True)
    quiet_from = models.TimeField(default=time(0))
    quiet_until = models.TimeField(default=time(0))
    quiet_weekend = models.BooleanField(default=False)
    zone = models.CharField(max_length=40, default="Europe/Chisinau")
    away_from = models.DateField(null=True)
    away_until = models.DateField(null=True)
    stand_in = models.BigIntegerField(null=True)

    class Meta:
        db_table = "notices_preferences"
        indexes = [
            models.Index(
                fields=["digest_hour"],
                condition=models.Q(digest_hour__isnull=False),
                name="preferences_digest",
            )
        ]

    @property
    def quiet(self) -> Quiet:
        return Quiet(self.quiet_from, self.quiet_until, self.quiet_weekend, self.zone)

    def told_instead(self, day: date) -> int | None:
        """Who is told too on that day, because this account is away."""
        return self.stand_in if is_away(day, self.away_from, self.away_until) else None

    def shows(self, kind: str, urgent: bool) -> bool:
        return urgent or kind not in self.muted

    def mails(self, kind: str) -> bool:
        return kind in self.mailed


def default_preferences(account_id: int, language: str = "en") -> Preferences:
    """What holds before a person has chosen: all in Punte, the pressing kinds by e-mail too."""
    mailed = [kind.key for kind in KINDS.values() if kind.mails]
    return Preferences(account_id=account_id, mailed=mailed, language=language)
