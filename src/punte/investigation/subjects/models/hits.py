"""Who asked whether other cases hold the same selectors, and what they learnt."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.investigation.cases.door import CaseRow


class HitQuery(CaseRow):
    """One question, by somebody of the team, about some of the case's selectors; never changed.

    reason: why it was asked. asked: [kind, key] pairs. answers: those with a hit, as
    {"kind", "key", "agencies"}: whom to ask, by the agency's id, and nothing else. Who may not
    know of a selector does not see that it was asked for.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    asked = models.JSONField()
    answers = models.JSONField()
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_hit_query"
        indexes = [
            models.Index(fields=["case", "-at"], name="hit_query_by_time"),
            models.Index(fields=["by", "at"], name="hit_query_of_account"),
        ]


class HitTold(CaseRow):
    """Somebody outside asked for a selector of this case; its team is told, not the asker's case.

    answered: the asker learnt whom to ask. told_at: when the team got its notice.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered = models.BooleanField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "investigation_hit_told"
        indexes = [
            models.Index(fields=["case", "-at"], name="hit_told_by_time"),
            models.Index(fields=["at"], condition=models.Q(told_at=None), name="hit_not_told_yet"),
        ]
