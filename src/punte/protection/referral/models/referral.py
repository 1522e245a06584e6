"""A referral: one agency asks a service desk of another, until its sender confirms the outcome."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.core.access.door import Guarded
from punte.core.agencies.door import Service
from punte.core.ids import new_id
from punte.protection.persons.door import pseudonym
from punte.protection.referral.machine import BOARD, STATE_CHOICES
from punte.protection.referral.models.consent import Consent
from punte.protection.referral.models.words import LegalBasis


def column_of_state() -> models.Case:
    """The number of the board's column, from 1; 0 for a state that stands on no board."""
    return models.Case(
        *(
            models.When(state__in=sorted(states), then=models.Value(number))
            for number, states in enumerate(BOARD.values(), 1)
        ),
        default=models.Value(0),
    )


class Referral(Guarded):
    """Two sides share the row; the receiver sees the person only through the snapshot.

    version counts moves, so that a form made from an older view is refused. receiver is the
    desk's agency, so that a list over several desks reads one index.
    """

    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="referrals")
    plant = models.SmallIntegerField()
    number = models.IntegerField()
    sender = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    desk = models.ForeignKey("agencies.Desk", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    service = models.CharField(max_length=20, choices=Service)
    named_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    urgent = models.BooleanField(default=False)
    basis = models.CharField(max_length=8, choices=LegalBasis)
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT)
    fields = ArrayField(models.CharField(max_length=30))
    live_link = models.BooleanField(default=False)
    access_until = models.DateTimeField()
    state = models.CharField(max_length=20, choices=STATE_CHOICES)
    board_column = models.GeneratedField(
        expression=column_of_state(), output_field=models.SmallIntegerField(), db_persist=True
    )
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=30, blank=True)
    suggested_desk = models.ForeignKey(
        "agencies.Desk", null=True, on_delete=models.PROTECT, related_name="+"
    )
    redirected_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_side = models.CharField(max_length=8, blank=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_referral"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(basis="consent") | models.Q(consent__isnull=False),
                name="consent_basis_has_consent",
            )
        ]
        indexes = [
            models.Index(fields=["desk", "state", "-changed_at"], name="referral_inbox"),
            models.Index(fields=["sender", "state", "-changed_at"], name="referral_outbox"),
            models.Index(fields=["person", "-created_at"], name="referral_person"),
            # Each list's whole order, so that a page of it is read and nothing is sorted.
            models.Index(fields=["sender", "-changed_at", "id"], name="referral_sent_by_change"),
            models.Index(fields=["receiver", "-changed_at", "id"], name="referral_here_by_change"),
            models.Index(fields=["sender", "due_at", "id"], name="referral_sent_by_due"),
            models.Index(fields=["receiver", "due_at", "id"], name="referral_here_by_due"),
            models.Index(
                fields=["sender", "board_column", "due_at", "-changed_at"],
                condition=models.Q(board_column__gt=0),
                name="referral_sent_board",
            ),
            models.Index(
                fields=["receiver", "board_column", "due_at", "-changed_at"],
                condition=models.Q(board_column__gt=0),
                name="referral_here_board",
            ),
            models.Index(fields=["number"], name="referral_number"),
            models.Index(
                fields=["due_at"],
                condition=models.Q(due_at__isnull=False),
                name="referral_due",
            ),
        ]

    def __str__(self) -> str:
        return pseudonym(self.plant, self.number)


class ReferralSnapshot(Guarded):
    """The chosen fields as they stood when the referral was sent; opened by a grant that ends.

    Identity among them is not here: it is a vault subject of its own with the referral's id.
    """

    record_field = "referral_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="snapshot")
    values = models.JSONField()
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "protection_referral_snapshot"


class ReferralEvent(models.Model):
    """One move of a referral. Append-only, and seen by whoever sees the referral."""

    guarded_through = "referral"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")
    move = models.CharField(max_length=20)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        "agencies.Agency", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    reason = models.CharField(max_length=30, blank=True)
    request_key = models.UUIDField()

    class Meta:
        db_table = "protection_referral_event"
        constraints = [
            models.UniqueConstraint(fields=["referral", "request_key"], name="event_once")
        ]
        indexes = [models.Index(fields=["referral", "at"], name="event_referral")]


class ReferralWords(Guarded):
    """What one side wrote: the request (event None), or the note of a move.

    Opened and closed by the grant of its referral, as the snapshot is; never changed.
    """

    record_field = "referral_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="words", db_index=False
    )
    event = models.ForeignKey(
        ReferralEvent, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    text = models.TextField(max_length=4000)

    class Meta:
        db_table = "protection_referral_words"
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "event"], nulls_distinct=False, name="words_once"
            )
        ]
