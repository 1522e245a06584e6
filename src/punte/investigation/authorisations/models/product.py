"""What measures brought in, by its keys alone; and what of it lies unread until a decision."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from punte.investigation.authorisations.models.authorisation import Authorisation
from punte.investigation.cases.door import CaseRow


class Reason(models.TextChoices):
    """Why product lies in quarantine."""

    NO_ORDER = "no_order", _("No order covers it")
    OUTSIDE_TIME = "outside_time", _("Outside the dates of the order")
    OUTSIDE_TARGET = "outside_target", _("Not a target of the order")
    NOT_CONFIRMED = "not_confirmed", _("The urgent order was not confirmed")
    LAWYER = "lawyer", _("Privileged: a lawyer")
    DOCTOR = "doctor", _("Privileged: a doctor")
    CLERGY = "clergy", _("Privileged: clergy")
    TERM_OVER = "term_over", _("The term of keeping is over")


PRIVILEGED = frozenset({Reason.LAWYER, Reason.DOCTOR, Reason.CLERGY})


class Quarantine(CaseRow):
    """Product that nobody may read until it is decided on. Seen by the team and by oversight: the
    facts alone, no content.

    seal: an audience number without people; the files carry it. pieces, start, end, seconds: how
    much, from when to when by the recorder, and how long. taken_by: empty where time did it.
    document, sha256: what a release rests on. second_by: who confirmed that it be destroyed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a decision")
        RELEASED = "released", _("Released")
        TO_RETURN = "to_return", _("To be returned: waits for a second person")
        TO_DESTROY = "to_destroy", _("To be destroyed: waits for a second person")
        CONFIRMED = "confirmed", _("Being destroyed")
        GONE = "gone", _("Destroyed")

    authorisation = models.ForeignKey(
        Authorisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=20, choices=Reason)
    seal = models.IntegerField(unique=True)
    files = ArrayField(models.UUIDField())
    pieces = models.PositiveIntegerField()
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    seconds = models.PositiveBigIntegerField(default=0)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    returned = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    document = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    second_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "investigation_quarantine"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None)
                | (~Q(state="waiting") & Q(decided_by__isnull=False)),
                name="quarantine_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(why__in=sorted(PRIVILEGED)) | ~Q(decided_by=F("taken_by")),
                name="quarantine_privileged_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(second_by=F("decided_by")), name="quarantine_gone_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "gone"]) | Q(second_by__isnull=False),
                name="quarantine_gone_by_a_second",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(document__isnull=False),
                name="quarantine_released_by_document",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-taken_at", "id"], name="quarantine_of_case"),
            models.Index(fields=["authorisation"], name="quarantine_of_order"),
            models.Index(
                fields=["second_at"], condition=Q(state="confirmed"), name="quarantine_to_go"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("investigation:quarantine", args=[self.pk])

    @property
    def privileged(self) -> bool:
        return self.why in PRIVILEGED


class Product(CaseRow):
    """One piece that another room took in: what it is there, its files and its time.

    about_kind, about_id: the room's own record (a recording). quarantine: where it lies unread.
    """

    authorisation = models.ForeignKey(
        Authorisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    files = ArrayField(models.UUIDField())
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField()
    quarantine = models.ForeignKey(
        Quarantine, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "investigation_measure_product"
        constraints = [
            models.UniqueConstraint(fields=["about_kind", "about_id"], name="product_once")
        ]
        indexes = [
            models.Index(fields=["authorisation", "-taken_at"], name="product_of_order"),
            models.Index(fields=["quarantine"], name="product_in_quarantine"),
        ]
