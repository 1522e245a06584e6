"""Who belongs together: links between an agency's files, and groups rescued together."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from punte.core.access.door import Guarded
from punte.core.ids import new_id
from punte.protection.assistance.models.file import AssistanceFile
from punte.protection.assistance.models.words import LinkKind

LIVE = models.Q(removed_at=None)


class Removable(Guarded):
    """A row that is taken out with a reason, and stays to be read."""

    follows_grants = False

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_reason = models.CharField(max_length=1000, blank=True)
    request_key = models.UUIDField(unique=True)

    class Meta:
        abstract = True


class FileLink(Removable):
    """Two files of one agency. kind: what the person of `other` is to the person of `file`.

    `file` is the one with the smaller id, so that a pair stands once whoever begins.
    """

    record_field = "file_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(AssistanceFile, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(AssistanceFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=LinkKind)

    class Meta:
        db_table = "protection_file_link"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(file=models.F("other")), name="link_of_two_files"
            ),
            # Beside one kinship two persons may have travelled together.
            models.UniqueConstraint(
                fields=["file", "other"],
                condition=LIVE & ~models.Q(kind="travelled"),
                name="one_kinship_a_pair",
            ),
            models.UniqueConstraint(
                fields=["file", "other"],
                condition=LIVE & models.Q(kind="travelled"),
                name="travelled_once_a_pair",
            ),
        ]


class RescueGroup(Guarded):
    """Persons who were found together on a day. The name says no place and no person."""

    record_field = "id"
    follows_grants = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    rescued_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    request_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "protection_rescue_group"
        indexes = [models.Index(fields=["owner", "-rescued_on", "id"], name="group_by_day")]

    def __str__(self) -> str:
        return self.name


class GroupMember(Removable):
    """One file's place in a group."""

    record_field = "file_id"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(AssistanceFile, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RescueGroup, on_delete=models.PROTECT, related_name="members")

    class Meta:
        db_table = "protection_group_member"
        constraints = [
            models.UniqueConstraint(
                fields=["group", "file"], condition=LIVE, name="member_once_a_group"
            )
        ]
