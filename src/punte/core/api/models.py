"""Tokens by which programs work for an agency."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Permission, Purpose
from punte.core.ids import new_id


class ApiToken(models.Model):
    """What a program may do, for one purpose, until when. The token itself is never kept.

    scopes: permissions of the program's role that this token allows, no others.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    membership = models.ForeignKey(
        "agencies.Membership", on_delete=models.PROTECT, related_name="tokens"
    )
    purpose = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Purpose])
    scopes = ArrayField(models.CharField(max_length=60))
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("agencies.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # The day alone: enough to find tokens that nobody uses, without a write for each request.
    used_on = models.DateField(null=True)

    class Meta:
        db_table = "api_token"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.membership.account.name)

    @property
    def permissions(self) -> frozenset[Permission]:
        known = {permission.value for permission in Permission}
        return frozenset(Permission(scope) for scope in self.scopes if scope in known)

    @property
    def works(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        if self.revoked_at:
            return str(_("Taken back"))
        return str(_("Works") if self.works else _("Run out"))


class ApiAct(models.Model):
    """A change that a program asked for under a key, so that it comes no second time.

    key: of the token, its `Idempotency-Key` and the address; none of them can be read from it.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "api_act"
        indexes = [models.Index(fields=["at"], name="api_act_age")]
