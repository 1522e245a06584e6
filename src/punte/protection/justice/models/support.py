"""Legal aid, rights explained, protective measures."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.protection.justice.models.base import Asked, JusticeRow
from punte.protection.justice.models.words import AidKind, AskState, RightsForm, Understood


class LegalAid(Asked):
    """A lawyer asked for. office: the lawyer's office, never a name."""

    kind = models.CharField(max_length=10, choices=AidKind)
    office = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=8, choices=AskState, default=AskState.ASKED)

    class Meta:
        db_table = "protection_legal_aid"
        indexes = [models.Index(fields=["file", "-asked_on", "id"], name="legal_aid_file")]


class ProtectiveMeasure(Asked):
    """A measure that keeps the person safe. kind: a key of the country's table.

    until: the last day for which it was granted.
    """

    kind = models.CharField(max_length=30)
    body = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=8, choices=AskState, default=AskState.ASKED)
    until = models.DateField(null=True)

    class Meta:
        db_table = "protection_measure"
        indexes = [models.Index(fields=["file", "-asked_on", "id"], name="measure_file")]


class RightsTalk(JusticeRow):
    """Rights explained once: which, by which text, in which language; never changed."""

    rights = ArrayField(models.CharField(max_length=30))
    text = models.CharField(max_length=30)
    language = models.CharField(max_length=5)
    form = models.CharField(max_length=8, choices=RightsForm)
    interpreter = models.BooleanField(default=False)
    understood = models.CharField(max_length=6, choices=Understood)
    explained_on = models.DateField()
    copy_given = models.BooleanField(default=False)

    class Meta:
        db_table = "protection_rights_talk"
        indexes = [models.Index(fields=["file", "-explained_on", "id"], name="rights_talk_file")]
