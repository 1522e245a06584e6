"""Hypotheses with what speaks for and against them, and the list for the defence."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from punte.investigation.cases.door import CaseRow
from punte.investigation.evidence.door import Exhibit
from punte.investigation.proof.words import Decision, Fit, Standing, ThingKind, Weight
from punte.investigation.subjects.door import Source


class ProofRow(CaseRow):
    """Who wrote it and when."""

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class Hypothesis(ProofRow):
    """What might have happened. disproof: what would show that it did not."""

    statement = models.CharField(max_length=1000)
    disproof = models.TextField(max_length=2000)
    state = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    why = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_hypothesis"
        verbose_name_plural = "hypotheses"

    def __str__(self) -> str:
        return self.statement


class Wording(ProofRow):
    """A hypothesis as it stood at one version; never changed."""

    hypothesis = models.ForeignKey(Hypothesis, on_delete=models.PROTECT, related_name="wordings")
    version = models.PositiveIntegerField()
    statement = models.CharField(max_length=1000)
    disproof = models.TextField(max_length=2000)
    state = models.CharField(max_length=10, choices=Standing)
    why = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "investigation_hypothesis_wording"
        constraints = [
            models.UniqueConstraint(fields=["hypothesis", "version"], name="wording_once")
        ]


class Piece(ProofRow):
    """A piece of evidence in the matrix: an exhibit, a source, or words."""

    words = models.CharField(max_length=500)
    exhibit = models.ForeignKey(Exhibit, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    weight = models.SmallIntegerField(choices=Weight, default=Weight.MIDDLE)
    note = models.TextField(max_length=2000, blank=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_piece"

    def __str__(self) -> str:
        return self.words


class Fitting(ProofRow):
    """Who judged how a piece goes with a hypothesis; the newest counts, none is changed."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="fittings")
    hypothesis = models.ForeignKey(Hypothesis, on_delete=models.PROTECT, related_name="fittings")
    fit = models.CharField(max_length=12, choices=Fit)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "investigation_fitting"


class Thing(ProofRow):
    """Something on the list for the defence. ref: the exhibit, source or recording, if it is one.

    sensitive: it stands on a schedule of its own, which the defence does not get.
    """

    kind = models.CharField(max_length=10, choices=ThingKind)
    ref = models.UUIDField(null=True)
    title = models.CharField(max_length=300)
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.OPEN, blank=True)
    ground = models.CharField(max_length=500, blank=True)
    sensitive = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "investigation_defence_thing"
        constraints = [
            models.UniqueConstraint(fields=["case", "ref"], name="defence_thing_once"),
            models.CheckConstraint(
                condition=~models.Q(decision=Decision.WITHHOLD) | ~models.Q(ground=""),
                name="withheld_on_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Serving(ProofRow):
    """The list, or more of it, was served on somebody; never changed. things: what they got."""

    on = models.DateField()
    whom = models.CharField(max_length=200)
    receipt = models.CharField(max_length=200)
    things = ArrayField(models.UUIDField())
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "investigation_serving"
