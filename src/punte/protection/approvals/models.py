"""The table of two-person rules, and the requests that wait for a second person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Guarded, Permission
from punte.core.agencies.door import AgencyKind
from punte.core.codes import localised
from punte.core.ids import new_id
from punte.protection.approvals.acts import find_act

APPROVERS = [
    (Permission.APPROVE.value, _("Who may approve")),
    (Permission.REVIEW_FILES.value, _("Supervisors alone")),
]


class ApprovalRule(models.Model):
    """Whether an act wants a second person. Rows are never changed: an edit adds a version, and it
    holds once another administrator has confirmed it.

    jurisdiction: a country's code, or "" for all. agency_kind: "" for all. permission: what the
    second person must hold.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.CharField(max_length=40)
    jurisdiction = models.CharField(max_length=2, blank=True)
    agency_kind = models.CharField(max_length=20, blank=True, choices=AgencyKind)
    required = models.BooleanField()
    permission = models.CharField(
        max_length=40, choices=APPROVERS, default=Permission.APPROVE.value
    )
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "protection_approval_rule"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("made_by")),
                name="approval_rule_by_a_second_person",
            ),
            models.UniqueConstraint(
                fields=["act", "jurisdiction", "agency_kind", "version"],
                name="approval_rule_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.jurisdiction or '*'} v{self.version}"

    @property
    def name(self) -> object:
        return find_act(self.act).name


class Approval(Guarded):
    """One act that somebody wants to do and another must approve.

    about_kind and about_id: what it is about; person: whose it is, if anyone's; code: their
    pseudonym, in English. details: what the act needs to be carried out: codes and keys alone.
    used_at: when the approved act was done, which it may be once.
    """

    record_field = "about_id"
    follows_grants = False

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a second person")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.CharField(max_length=40)
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    person = models.UUIDField(null=True)
    code = models.CharField(max_length=40, blank=True)
    url = models.CharField(max_length=200)
    reason = models.TextField(max_length=1000)
    details = models.JSONField(default=dict)
    permission = models.CharField(max_length=40)
    rule = models.ForeignKey(ApprovalRule, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=1000, blank=True)
    used_at = models.DateTimeField(null=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_approval"
        constraints = [
            models.UniqueConstraint(
                fields=["about_id", "act"],
                condition=models.Q(state="asked"),
                name="approval_asked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked", decided_at=None)
                | models.Q(~models.Q(state="asked"), decided_at__isnull=False),
                name="approval_decided_with_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved", decided_by=models.F("asked_by")),
                name="approval_by_a_second_person",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "-asked_at", "id"], name="approval_list"),
            models.Index(fields=["asked_by", "-asked_at", "id"], name="approval_mine"),
            models.Index(fields=["about_id", "act"], name="approval_about"),
        ]

    def __str__(self) -> str:
        return localised(self.code) or str(self.act_name)

    def get_absolute_url(self) -> str:
        """The page where it is decided."""
        return reverse("protection:approval", args=[self.id])

    @property
    def act_name(self) -> object:
        return find_act(self.act).name
