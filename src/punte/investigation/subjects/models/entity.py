"""Entities and links, what is stated of them, and the selectors that find them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from punte.investigation.cases.door import CaseRow
from punte.investigation.subjects.catalogue import SCHEMATA, prop_of
from punte.investigation.subjects.models.source import Source
from punte.investigation.subjects.values import in_words
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade

# What a step along links reads, policies among it: the indexes answer it by themselves.
COVERED = ("schema", "started_at", "case", "owner", "audiences", "grants_end")


class Entity(CaseRow):
    """Somebody or something that a case is about, or a link between two of them.

    schema: a key of `schema.SCHEMATA`. caption: how lists and charts name it, from its
    statements. group: its own id, or that of the leading entity when it was merged; a node of the
    graph is a group. tail, head: for a link, the entities as stated; from_group and to_group are
    their groups, kept by merging. started_at, ended_at: of a link or event.
    """

    schema = models.CharField(max_length=30)
    caption = models.CharField(max_length=200)
    group = models.UUIDField()
    tail = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    head = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    from_group = models.UUIDField(null=True)
    to_group = models.UUIDField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    request_key = models.UUIDField(null=True, unique=True)

    class Meta:
        db_table = "investigation_entity"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tail=None, head=None, from_group=None, to_group=None)
                | models.Q(
                    tail__isnull=False,
                    head__isnull=False,
                    from_group__isnull=False,
                    to_group__isnull=False,
                ),
                name="link_has_both_ends",
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "schema", "caption", "id"],
                condition=models.Q(tail=None),
                name="entity_by_schema",
            ),
            models.Index(
                fields=["case", "caption", "id"],
                condition=models.Q(tail=None),
                name="entity_by_caption",
            ),
            models.Index(fields=["group"], name="entity_by_group"),
            # Whether an end of a link is seen, asked of every link that is shown.
            models.Index(
                fields=["group"],
                include=("case", "owner", "audiences", "grants_end"),
                condition=models.Q(tail=None),
                name="thing_by_group",
            ),
            models.Index(
                fields=["from_group", "to_group"],
                include=COVERED,
                condition=models.Q(from_group__isnull=False),
                name="link_from",
            ),
            models.Index(
                fields=["to_group", "from_group"],
                include=COVERED,
                condition=models.Q(to_group__isnull=False),
                name="link_to",
            ),
            models.Index(
                fields=["case", "started_at", "id"],
                condition=models.Q(started_at__isnull=False),
                name="entity_by_time",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or str(SCHEMATA[self.schema].label)

    @property
    def is_link(self) -> bool:
        return self.tail_id is not None

    @property
    def label(self) -> object:
        """What kind of thing it is, in words."""
        return SCHEMATA[self.schema].label

    @property
    def icon(self) -> str:
        return SCHEMATA[self.schema].icon

    def get_absolute_url(self) -> str:
        return reverse("investigation:entity", args=[self.case_id, self.group])


class Statement(CaseRow):
    """What one source says of one property; never changed, only withdrawn with a reason.

    value: normalised. original: as it was written, when that differs. Values that contradict
    each other stand side by side, each with its own grade.
    """

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="statements")
    prop = models.CharField(max_length=40)
    value = models.CharField(max_length=2000)
    original = models.CharField(max_length=2000, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    source_grade = models.CharField(max_length=1, choices=SourceGrade, default=SourceGrade.X)
    info_grade = models.CharField(max_length=1, choices=InfoGrade, default=InfoGrade.UNKNOWN)
    handling = models.CharField(max_length=2, choices=Handling, default=Handling.H0)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    seen_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "investigation_statement"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="statement_valid_in_order",
            )
        ]
        indexes = [
            models.Index(fields=["entity", "prop"], name="statement_of_entity"),
            models.Index(fields=["source"], name="statement_of_source"),
        ]

    @property
    def grade(self) -> str:
        return f"{self.source_grade}{self.info_grade}"

    @property
    def shown(self) -> str:
        """The value in words."""
        return in_words(prop_of(self.entity.schema, self.prop).type, self.value)

    @property
    def mark(self) -> str:
        """Grade and handling in one, such as "B2 H0"."""
        return f"{self.grade} {self.handling}"


class Selector(CaseRow):
    """An exact key of an entity, such as a phone's number: for search, and for hits elsewhere.

    kind and key: as `algorithms.selectors` normalises them. The same key stands twice when a wide
    and a narrow source both gave it.
    """

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="selectors")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)

    class Meta:
        db_table = "investigation_selector"
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "kind", "key", "audiences"], name="selector_once"
            )
        ]
        indexes = [models.Index(fields=["key", "kind"], name="selector_by_key")]
