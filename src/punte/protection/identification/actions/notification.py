"""Notifying a coordination unit of a presumed victim, and taking a notification up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible, refresh_audiences, roles_with
from punte.core.agencies.door import Agency, AgencyKind
from punte.core.deadlines.door import meet_clock, start_clock
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.core.vault.door import keep_identity
from punte.protection.identification import rules
from punte.protection.identification.models import Notification, Screening
from punte.protection.identification.models.words import Channel, NamePlace
from punte.protection.persons.door import COUNTRIES, Person, RiskFactor, code_of, create_person

MAX_NOTE = 4000


@dataclass(frozen=True)
class FirstSign:
    """What is known when a person is notified.

    identity: vault fields (`given_name`, `family_name`, `birth_date`, `phone`, `document`) and
    only when `name_place` says that the person is named. found_in and from_country are country
    codes; safe_contact says in a few words whether and how one may write or call.
    """

    to_agency: Agency
    channel: Channel
    name_place: NamePlace
    age_band: str = "unknown"
    sex: str = "unknown"
    nationality: str = ""
    language: str = ""
    district: str = ""
    found_in: str = ""
    place: str = ""
    from_country: str = ""
    red_flags: Sequence[str] = ()
    urgent: bool = False
    safe_contact: str = ""
    note: str = ""
    identity: Mapping[str, str] = field(default_factory=dict, repr=False)


@transaction.atomic
def notify(*, by: Viewer, sign: FirstSign, request_key: UUID) -> Notification:
    """Tell a coordination unit of a person; the same key twice notifies once.

    Raises Invalid when the sign contradicts itself (a name beside "without name", a child who
    declines, no country from abroad), Conflict when the key was used for something else.
    """
    by.require(Permission.NOTIFY)
    check_sign(sign)
    row, new = made_once(
        Notification,
        by=by,
        request_key=request_key,
        same={"sent_by_id": by.account_id},
        make=lambda: make_notification(by, sign, request_key),
    )
    if new:
        start_take_up(by, row, sign)
    return row


def check_sign(sign: FirstSign) -> None:
    """Refuse a sign that contradicts itself."""
    if not sign.to_agency.active or sign.to_agency.kind != AgencyKind.COORDINATION:
        raise Invalid(_("Choose a coordination unit that takes notifications."))
    given = [key for key, value in sign.identity.items() if value.strip()]
    if given and not rules.keeps_name(sign.name_place):
        raise Invalid(_("You chose to send this without a name, so no name may be given."))
    if rules.keeps_name(sign.name_place) and not {"given_name", "family_name"} & set(given):
        raise Invalid(_("Give at least one name, or say that the identity is not known."))
    if sign.name_place == NamePlace.DECLINED and not rules.may_decline_name(sign.age_band):
        raise Invalid(_("Only an adult may decline to be named. Unknown age counts as a child."))
    if sign.channel == Channel.ABROAD and not sign.from_country:
        raise Invalid(_("Say from which country this comes."))
    for code in (sign.from_country, sign.found_in, sign.nationality):
        if code and code not in COUNTRIES:
            raise Invalid(_("There is no such country in the list."))
    if len(sign.note) > MAX_NOTE:
        raise Invalid(_("The note is longer than 4,000 characters."))


def make_notification(by: Viewer, sign: FirstSign, request_key: UUID) -> Notification:
    """The person, their identity and the notification: all or nothing."""
    now = timezone.now()
    person = make_person(by, sign, now)
    if rules.keeps_name(sign.name_place):
        keep_identity(
            by=by,
            subject=person.id,
            owner=person.owner,
            audiences=person.audiences,
            values={key: value for key, value in sign.identity.items() if value.strip()},
        )
    return Notification.objects.create(
        person=person,
        plant=person.plant,
        number=person.number,
        from_agency_id=by.agency_id,
        to_agency=sign.to_agency,
        sent_by_id=by.account_id,
        sent_at=now,
        channel=sign.channel,
        place=sign.place.strip(),
        from_country=sign.from_country if sign.channel == Channel.ABROAD else "",
        name_place=sign.name_place,
        red_flags=rules.red_flags_named(sign.red_flags),
        note=sign.note.strip(),
        urgent=sign.urgent,
        safe_contact=sign.safe_contact.strip(),
        request_key=request_key,
        owner=person.owner,
        audiences=person.audiences,
    )


def make_person(by: Viewer, sign: FirstSign, now: datetime) -> Person:
    """The person as the first sign shows them; the unit that was notified answers for them."""
    return create_person(
        jurisdiction=sign.to_agency.jurisdiction_id,
        agency=sign.to_agency,
        age_band=sign.age_band,
        sex=sign.sex,
        nationality=sign.nationality,
        language=sign.language,
        district=sign.district,
        found_in=sign.found_in,
        notified_at=now,
        changed_at=now,
        owner=sign.to_agency.audience,
        audiences=sorted({sign.to_agency.audience, by.agency_audience}),
    )


def start_take_up(by: Viewer, row: Notification, sign: FirstSign) -> None:
    """Clock, notice and ledger entry of a new notification."""
    unit = sign.to_agency
    child_path = rules.is_child_path(sign.age_band)
    url = notification_url(row)
    start_clock(
        by=by,
        measure=rules.take_up_measure(child_path=child_path, urgent=sign.urgent),
        jurisdiction=unit.jurisdiction_id,
        record=row.person_id,
        about_kind="notification",
        about_id=row.id,
        owner=unit.audience,
        audiences=row.audiences,
        url=url,
        code=code_of(row.plant, row.number),
    )
    send_notice(
        kind="notification_arrived",
        to_agency_role=(unit.pk, roles_with(Permission.TAKE_UP)),
        params={"person": code_of(row.plant, row.number)},
        url=url,
        urgent=sign.urgent or child_path,
        by=by,
    )
    record(
        action="notification.send",
        by=by,
        subject=row.person_id,
        owners=row.audiences,
        detail={
            "notification": str(row.id),
            "to": unit.pk,
            "channel": row.channel,
            "naming": row.name_place,
            "urgent": row.urgent,
        },
    )


def notification_url(row: Notification) -> str:
    return f"/notifications/{row.id}/"


@transaction.atomic
def take_up(*, by: Viewer, notification: UUID) -> Notification:
    """Take a notification up: one becomes the caseworker, the sender keeps only its own message.

    Taking up what one has taken up changes nothing. Raises Refused to another agency, Conflict
    when a colleague was quicker.
    """
    by.require(Permission.TAKE_UP)
    row = get_visible(Notification, viewer=by, lock=True, pk=notification)
    if row.to_agency_id != by.agency_id:
        raise Refused(
            _("This notification was sent to another unit."),
            what="notification.take_up",
            subject=row.person_id,
        )
    if row.state == Notification.State.TAKEN_UP:
        return already_taken_up(by, row)
    now = timezone.now()
    row.state = Notification.State.TAKEN_UP
    row.taken_up_by_id = by.account_id
    row.taken_up_at = now
    row.save(update_fields=["state", "taken_up_by", "taken_up_at"])
    receive_person(by, row.person_id, now)
    for measure in ("notification.take_up", "notification.take_up_child"):
        meet_clock(by=by, about_id=row.id, measure=measure)
    send_notice(
        kind="notification_taken_up",
        to_accounts=[row.sent_by_id],
        params={"person": code_of(row.plant, row.number)},
        url=notification_url(row),
        by=by,
    )
    record(
        action="notification.take_up",
        by=by,
        subject=row.person_id,
        owners=row.audiences,
        detail={"notification": str(row.id)},
    )
    return row


def already_taken_up(by: Viewer, row: Notification) -> Notification:
    if row.taken_up_by_id == by.account_id:
        return row
    who = row.taken_up_by.name if row.taken_up_by else _("A colleague")
    raise Conflict(
        _("%(colleague)s has already taken this up. Nothing was changed.") % {"colleague": who},
        what="notification.take_up",
        subject=row.person_id,
    )


def receive_person(by: Viewer, person_id: UUID, now: datetime) -> None:
    """The unit's own work begins: caseworker, what screenings found so far, and the sender is out.

    Who is not yet screened on the child path gets a clock for it.
    """
    person = get_visible(Person, viewer=by, lock=True, pk=person_id)
    earlier = list(Screening.objects.filter(person=person).order_by("at"))
    seen = {factor for row in earlier for factor in row.answers.get("risk_factors", [])}
    person.caseworker_id = by.account_id
    person.changed_at = now
    if earlier and person.screened_at is None:
        person.screened_at = earlier[0].at
    held = seen | set(person.risk_factors)
    person.risk_factors = [factor.value for factor in RiskFactor if factor.value in held]
    person.save(update_fields=["caseworker", "changed_at", "screened_at", "risk_factors"])
    refresh_audiences(person.id)
    if person.child_path and person.screened_at is None:
        start_clock(
            by=by,
            measure="screening.child",
            jurisdiction=person.jurisdiction,
            record=person.id,
            about_kind="person",
            about_id=person.id,
            owner=person.owner,
            audiences=[person.owner],
            url=f"/persons/{person.id}/screenings/",
            code=code_of(person.plant, person.number),
        )
