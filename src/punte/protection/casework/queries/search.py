"""The one search over everything that a viewer may see."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.agencies.door import Desk
from punte.core.errors import Invalid
from punte.core.vault.door import find_subjects
from punte.protection.identification.door import Notification
from punte.protection.persons.door import Person, parse, persons_by_id
from punte.protection.referral.door import READERS, Referral

MOST = 20
MAX_LENGTH = 200


@dataclass
class Found:
    """What a search brought, by kind; each list holds at most MOST."""

    persons: list[Person] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(
            len(part) for part in (self.persons, self.referrals, self.notifications, self.desks)
        )


def search(viewer: Viewer, text: str) -> Found:
    """By pseudonym or its number; else by name, phone, document or date of birth in the vault.

    Raises Invalid for control characters and more than MAX_LENGTH characters.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH or any(ord(letter) < 32 for letter in text):
        raise Invalid(_("Search for at most 200 characters, without control characters."))
    if not text:
        return Found()
    code = parse(text)
    found = by_code(viewer, code) if code else Found()
    if DataClass.IDENTITY in viewer.classes:
        by_identity(viewer, text, found)
    if viewer.may(Permission.SEE_DIRECTORY) and len(text) >= 3:
        found.desks = list(
            Desk.objects.filter(agency__name__icontains=text).select_related("agency")[:MOST]
        )
    return found


def by_code(viewer: Viewer, code: tuple[int | None, int]) -> Found:
    key = {"number": code[1]} if code[0] is None else {"plant": code[0], "number": code[1]}
    found = Found()
    if viewer.may(Permission.SEE_PERSONS):
        found.persons = list(Person.objects.visible_to(viewer).filter(**key)[:MOST])
    if viewer.may(Permission.SEND_REFERRAL) or viewer.may(Permission.ANSWER_REFERRAL):
        rows = Referral.objects.visible_to(viewer).filter(**key)
        found.referrals = list(rows.select_related("desk__agency").order_by("-changed_at")[:MOST])
    if viewer.may(Permission.NOTIFY):
        rows_n = Notification.objects.visible_to(viewer).filter(**key)
        found.notifications = list(rows_n.order_by("-sent_at")[:MOST])
    return found


def by_identity(viewer: Viewer, text: str, found: Found) -> None:
    """Subjects of the vault are persons, or referrals that carry a copy of an identity."""
    reads_referrals = any(viewer.may(permission) for permission in READERS)
    if not (reads_referrals or viewer.may(Permission.SEE_PERSONS)):
        return
    subjects = find_subjects(viewer, text, limit=MOST)
    if not subjects:
        return
    if viewer.may(Permission.SEE_PERSONS):
        known = {row.id for row in found.persons}
        found.persons += [r for r in persons_by_id(viewer, subjects) if r.id not in known]
    if not reads_referrals:
        return
    seen = {row.id for row in found.referrals}
    rows = Referral.objects.visible_to(viewer).filter(pk__in=subjects).exclude(pk__in=seen)
    found.referrals += list(rows.select_related("desk__agency")[:MOST])
