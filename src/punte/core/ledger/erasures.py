"""Lawful erasure: the payload goes, the leaf stays, and an entry says on what ground."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.actions import Actor, record
from punte.core.ledger.models import Entry, Erasure, Leaf

ERASE = "ledger.erase_payload"
MIN_GROUND = 10
MOST = 10_000


@transaction.atomic
def erase_payload(*, entries: Sequence[UUID], ground: str, by: Actor | None = None) -> Entry:
    """Erase subject, detail and salt of entries for good; the log still verifies.

    Only the owner's role may (the database refuses the others). The new entry that names them
    is returned. Raises NotHere if one is absent, Conflict if one is not in the tree yet, Invalid
    without a ground, for an entry that itself records an erasure, and for none or too many.
    """
    wanted = sorted(set(entries))
    if len(ground.strip()) < MIN_GROUND:
        raise Invalid(_("Say on what ground the content is erased."))
    if not 0 < len(wanted) <= MOST:
        raise Invalid(_("Between 1 and %(most)s entries can be erased at once.") % {"most": MOST})
    found = list(Entry.objects.filter(id__in=wanted).select_for_update())
    if len(found) < len(wanted):
        raise NotHere(what="erase ledger payload")
    if any(entry.action == ERASE for entry in found):
        raise Invalid(_("The record of an erasure cannot be erased."))
    if Leaf.objects.filter(entry_id__in=wanted).count() < len(wanted):
        raise Conflict(_("Some of these entries are not sealed yet. Try again in a minute."))
    fresh = [entry.id for entry in found if entry.salt is not None]
    audiences = {audience for entry in found for audience in entry.audiences}
    kept = record(
        action=ERASE,
        by=by,
        owners=audiences,
        detail={"entries": [str(one) for one in sorted(fresh)], "ground": ground.strip()},
    )
    Erasure.objects.bulk_create([Erasure(entry_id=one, recorded_in=kept.id) for one in fresh])
    Entry.objects.filter(id__in=fresh).update(salt=None, subject=None, detail={})
    return kept


def lawfully_erased(entries: Sequence[UUID]) -> set[UUID]:
    """Those of the entries whose erasure is recorded in an entry that names them."""
    if not entries:
        return set()
    named = dict(
        Erasure.objects.filter(entry_id__in=entries).values_list("entry_id", "recorded_in")
    )
    grounds = Entry.objects.filter(id__in=set(named.values()), action=ERASE, salt__isnull=False)
    told = {entry.id: set(entry.detail.get("entries", ())) for entry in grounds}
    return {one for one, kept in named.items() if str(one) in told.get(kept, ())}
