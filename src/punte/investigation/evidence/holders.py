"""Who can have an exhibit: a person, an agency or a store, and what each is called."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, roles_with
from punte.core.agencies.door import Account, Agency, Membership
from punte.core.errors import Invalid
from punte.core.notices.door import with_role
from punte.investigation.evidence.models import Exhibit, Store

TAKERS = (Permission.KEEP_EVIDENCE, Permission.KEEP_STORE)


@dataclass(frozen=True)
class Holder:
    """key: "person:…", "agency:…" or "store:…". audience: the number that sees the exhibit."""

    key: str
    name: str
    audience: int


def person(account: Account, agency: Agency) -> Holder:
    return Holder(f"person:{account.pk}", f"{account.name}, {agency.name}", account.audience)


def oneself(by: Viewer) -> Holder:
    """The viewer as a holder."""
    name = f"{by.display_name}, {by.agency_name}"
    return Holder(f"person:{by.account_id}", name, by.account_audience)


def store(place: Store) -> Holder:
    return Holder(place.key, f"{place.name}, {place.agency.name}", place.circle)


def holder_of(by: Viewer, key: str) -> Holder:
    """Whom a key names, of those to whom the viewer may hand over; Invalid for any other."""
    kind, _colon, value = key.partition(":")
    found: Holder | None = None
    if kind == "store":
        found = _store(by, value)
    elif value.isdecimal() and len(value) < 10:
        found = _person(by, int(value)) if kind == "person" else _agency(by, int(value))
    if found is None:
        raise Invalid(_("Choose who is to receive it."))
    return found


def _store(by: Viewer, value: str) -> Holder | None:
    try:
        place = Store.objects.visible_to(by).filter(pk=UUID(value), closed_at=None).first()
    except ValueError:
        return None
    return store(place) if place else None


def _person(by: Viewer, account: int) -> Holder | None:
    member = (
        Membership.objects.filter(
            account=account,
            state=Membership.State.ACTIVE,
            role__in=takers(),
            agency__active=True,
            agency__jurisdiction=by.jurisdiction,
            account__is_active=True,
        )
        .select_related("account", "agency")
        .first()
    )
    return person(member.account, member.agency) if member else None


def _agency(by: Viewer, pk: int) -> Holder | None:
    there = Agency.objects.filter(pk=pk, active=True, jurisdiction=by.jurisdiction).first()
    return Holder(f"agency:{there.pk}", there.name, there.audience) if there else None


def accounts_behind(key: str) -> list[int]:
    """The accounts that a holder's key stands for: whom a notice is for."""
    kind, _colon, value = key.partition(":")
    if kind == "person":
        return [int(value)]
    if kind == "store":
        store = Store.objects.filter(pk=value).first()
        return store.keepers if store else []
    return with_role(int(value), takers())


def takers() -> list[str]:
    """The roles whose people may have an exhibit in their hands."""
    return sorted({role for permission in TAKERS for role in roles_with(permission)})


def is_holder(by: Viewer, key: str, audience: int | None) -> bool:
    """Whether the viewer acts for the holder that a key names."""
    kind, _colon, value = key.partition(":")
    if kind == "person":
        return value == str(by.account_id)
    if kind == "agency":
        return value == str(by.agency_id) and any(by.may(one) for one in TAKERS)
    return kind == "store" and audience in by.audiences and by.may(Permission.KEEP_STORE)


def in_team(by: Viewer, exhibit: Exhibit) -> bool:
    """Whether the viewer is of the case's team and may keep its evidence."""
    return exhibit.owner in by.audiences and by.may(Permission.KEEP_EVIDENCE)
