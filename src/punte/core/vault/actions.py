"""Writing and opening identities. Re-authentication before opening is the view's part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer, get_visible
from punte.core.errors import Conflict, Refused
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.core.vault.keyring import index_key
from punte.core.vault.keys import cipher_of, ensure_key, hold_still
from punte.core.vault.kinds import NAMES, SINGLE, Kind
from punte.core.vault.models import VaultItem, VaultKey, VaultToken
from punte.core.vault.queries import current_items, unsealed
from punte.core.vault.rules import Values, checked_kind, checked_reason, checked_values
from punte.core.vault.sealing import seal_value
from punte.core.vault.tokens import BlindIndex

ByKind = Mapping[Kind, list[str]]


@transaction.atomic
def keep_identity(
    *,
    by: Viewer,
    subject: UUID,
    owner: int,
    audiences: Iterable[int],
    values: Values,
    data_class: DataClass = DataClass.IDENTITY,
) -> None:
    """Seal values of a person, beside those already kept; makes the person's key on first use.

    values: kind → text or several. owner and audiences count on first use alone: later values
    take those of the key. data_class: what a role must hold, besides identity, to open them.
    Raises Invalid naming the field; Conflict when a single-valued field already says otherwise;
    NotHere when the identity exists and the viewer may not see it.
    """
    by.require(Permission.NOTIFY)
    given = checked_values(values)
    key = ensure_key(by=by, subject=subject, owner=owner, audiences=audiences)
    held = unsealed(by, subject, current_items(by, subject, Kind))
    fresh = {k: [v for v in new if v not in held.get(k, [])] for k, new in given.items()}
    if any(kind in SINGLE and held.get(kind) and new for kind, new in fresh.items()):
        raise Conflict(_("This is already written down. Open it and change it instead."))
    _write(by, key, held, fresh, data_class)
    _note(by, key, "person.keep_identity", fresh)


@transaction.atomic
def change_identity(
    *,
    by: Viewer,
    subject: UUID,
    values: Values,
    data_class: DataClass = DataClass.IDENTITY,
) -> None:
    """Put new values in place of all current ones of the given kinds; an empty one takes away.

    Earlier values stay sealed as history. Raises Invalid, NotHere, and Refused when another
    agency answers for the person.
    """
    by.require(Permission.EDIT_PERSON)
    given = checked_values(values)
    hold_still(subject)
    key = get_visible(VaultKey, viewer=by, subject=subject)
    items = current_items(by, subject, Kind)
    held = unsealed(by, subject, items)
    changed = {kind: new for kind, new in given.items() if held.get(kind, []) != new}
    old = [item.id for item in items if item.kind in changed]
    done = VaultItem.objects.filter(id__in=old).update(superseded_at=timezone.now())
    if done != len(old):
        raise Refused(
            _("Only the agency that answers for this person may change this; you may add to it."),
            what="change identity",
            subject=subject,
        )
    kept = {kind: texts for kind, texts in held.items() if kind not in changed}
    _write(by, key, kept, changed, data_class)
    _note(by, key, "person.change_identity", changed)


def _write(by: Viewer, key: VaultKey, held: ByKind, fresh: ByKind, data_class: DataClass) -> None:
    """Seal the fresh values and add the tokens that they, with those held, are found by."""
    cipher, now = cipher_of(key), timezone.now()
    shared = {"owner": key.owner, "audiences": key.audiences, "grants_end": key.grants_end}
    pairs = [(kind, text) for kind, texts in fresh.items() for text in texts]
    # Sorted, so that several values of one moment keep the order they were given in.
    ids = sorted(new_id() for _pair in pairs)
    VaultItem.objects.bulk_create(
        VaultItem(
            id=item,
            subject=key.subject,
            kind=kind,
            held_class=data_class,
            sealed=seal_value(cipher, key.subject, kind, item, text),
            written_at=now,
            written_by=by.account_id,
            **shared,
        )
        for item, (kind, text) in zip(ids, pairs, strict=True)
    )
    # A pair of names needs both, so names already held are looked at again.
    names = {kind: [*held.get(kind, []), *fresh.get(kind, [])] for kind in NAMES}
    index = BlindIndex(index_key(), by.jurisdiction)
    VaultToken.objects.bulk_create(
        (
            VaultToken(token=token, subject=key.subject, kind=kind, **shared)
            for token, kind in index.tokens_of({**fresh, **names})
        ),
        ignore_conflicts=True,
    )


def _note(by: Viewer, key: VaultKey, action: str, values: ByKind) -> None:
    record(
        action=action,
        by=by,
        subject=key.subject,
        owners=[key.owner],
        detail={"fields": sorted(kind.value for kind in values)},
    )


@transaction.atomic
def open_identity(
    *, by: Viewer, subject: UUID, kinds: Iterable[str], reason: str
) -> dict[Kind, list[str]]:
    """Current values of the asked kinds, and an entry of who opened what and why.

    Raises Refused without the permission, Invalid for a reason too short, NotHere.
    """
    by.require(Permission.OPEN_IDENTITY)
    why = checked_reason(reason)
    return _opened(by, subject, [checked_kind(kind) for kind in kinds], why, own=False)


@transaction.atomic
def reveal_own(*, by: Viewer, subject: UUID, kinds: Iterable[str]) -> dict[Kind, list[str]]:
    """What the viewer wrote about the person, shown to them again; also an entry.

    For the writer of a notification, who needs no permission to see the own words, as long as
    the person is still within sight. Raises NotHere.
    """
    asked = [checked_kind(kind) for kind in kinds]
    return _opened(by, subject, asked, "own entry", own=True)


def _opened(
    by: Viewer, subject: UUID, kinds: list[Kind], why: str, *, own: bool
) -> dict[Kind, list[str]]:
    key = get_visible(VaultKey, viewer=by, subject=subject)
    items = current_items(by, subject, kinds)
    if own:
        items = [item for item in items if item.written_by == by.account_id]
    values = unsealed(by, subject, items)
    record(
        action="person.open_identity",
        by=by,
        subject=subject,
        owners=[key.owner],
        detail={"fields": sorted(kind.value for kind in values), "reason": why},
    )
    return values
