"""Operations on consents and referrals."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from punte.core.access.door import DataClass, Permission
from punte.core.agencies.door import Agency, Desk, Service
from punte.core.api.door import (
    Body,
    IfMatch,
    Moment,
    Page,
    allows,
    page_of,
    request_key,
    viewer_in,
)
from punte.core.errors import Invalid
from punte.core.ledger.door import record
from punte.protection.approvals.door import Approval, ApprovalOut, Asking, ask_second
from punte.protection.persons.door import code_of
from punte.protection.referral.actions.consent import Given, record_consent, withdraw_consent
from punte.protection.referral.actions.move import mark_seen, move_referral
from punte.protection.referral.actions.send import Ask, draft_referral, send_referral
from punte.protection.referral.approval_words import wish_for
from punte.protection.referral.fields import FIELDS
from punte.protection.referral.machine import MOVES, State
from punte.protection.referral.models import Consent, ConsentText, Referral
from punte.protection.referral.models.words import (
    ConsentForm,
    ConsentGiver,
    ConsentPurpose,
    LegalBasis,
)
from punte.protection.referral.queries.referral import get_referral, inbox, outbox, snapshot_of

router = Router(tags=["consents and referrals"])


class ReferralOut(Schema):
    """A referral as both sides see it. version counts its moves."""

    id: UUID
    code: str
    state: str
    version: int
    service: str
    urgent: bool
    sender: int = Field(validation_alias="sender_id")
    desk: int = Field(validation_alias="desk_id")
    due_at: datetime | None
    access_until: datetime
    created_at: datetime
    changed_at: datetime

    @staticmethod
    def resolve_code(row: Referral) -> str:
        return code_of(row.plant, row.number)


class ReferralPage(Page):
    items: list[ReferralOut]


class ReferralRead(ReferralOut):
    """shared: the fields that were agreed, while their access runs; never identity."""

    shared: dict[str, object] | None


class ReferralIn(Asking):
    """What is asked of a desk. The consent is looked up and checked here, not trusted.

    Approved without a consent, it is sent at once.
    """

    person: UUID
    desk: int
    service: Service
    fields: list[str] = Field(min_length=1, max_length=len(FIELDS))
    access_until: Moment
    basis: LegalBasis = LegalBasis.CONSENT
    message: str = Field("", max_length=4000)
    urgent: bool = False


class MoveIn(Body):
    """One step of a referral."""

    move: Literal[tuple(name for name in MOVES if name not in {"see", "expire", "send"})]  # type: ignore[valid-type]
    note: str = Field("", max_length=4000)
    reason: str = Field("", max_length=30)
    suggested_desk: int | None = None


class ConsentIn(Body):
    """What was agreed to, to which text, and how."""

    person: UUID
    recipient: int
    purpose: ConsentPurpose
    classes: list[DataClass] = Field(min_length=1, max_length=len(DataClass))
    text: str = Field(max_length=40)
    text_version: int = Field(ge=1, le=10_000)
    text_language: str = Field(max_length=5)
    form: ConsentForm
    giver: ConsentGiver
    guardian_role: str = Field("", max_length=80)
    witness: str = Field("", max_length=80)
    interpreter: bool = False
    expires_at: Moment


class ConsentOut(Schema):
    id: UUID
    purpose: str
    classes: list[str]
    recipient: int = Field(validation_alias="recipient_id")
    given_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None


class WithdrawalIn(Body):
    how: str = Field(min_length=1, max_length=300)


@router.get("/referrals", response=ReferralPage, summary="Referrals in or out, last changed first")
@allows(Permission.SEND_REFERRAL, Permission.ANSWER_REFERRAL)
def list_referrals(
    request: HttpRequest, box: Literal["in", "out"], after: str | None = None, limit: int = 50
) -> dict[str, object]:
    viewer = viewer_in(request)
    viewer.require(Permission.ANSWER_REFERRAL if box == "in" else Permission.SEND_REFERRAL)
    rows = inbox(viewer) if box == "in" else outbox(viewer)
    items, following = page_of(rows, by="-changed_at", after=after, limit=limit)
    return {"items": items, "next": following}


@router.get("/referrals/{uuid:referral_id}", response=ReferralRead, summary="One referral")
@allows(Permission.SEND_REFERRAL, Permission.ANSWER_REFERRAL)
def read_referral(request: HttpRequest, referral_id: UUID) -> Referral:
    viewer = viewer_in(request)
    row = mark_seen(by=viewer, referral=get_referral(viewer, referral_id))
    snapshot = snapshot_of(viewer, row)
    record(
        action="referral.read",
        by=viewer,
        subject=row.person_id,
        owners=[row.owner],
        detail={"referral": str(row.id), "fields": sorted(snapshot.values) if snapshot else []},
    )
    row.shared = snapshot.values if snapshot else None  # type: ignore[attr-defined]
    return row


@router.post(
    "/referrals",
    response={201: ReferralOut, 202: ApprovalOut},
    summary="Refer a person to a desk",
)
@allows(Permission.SEND_REFERRAL)
def send(request: HttpRequest, asked: ReferralIn) -> Status[Referral] | Status[Approval]:
    viewer, key = viewer_in(request), request_key(request)
    desk = Desk.objects.select_related("agency").filter(pk=asked.desk).first()
    if desk is None:
        raise Invalid("desk is no desk.")
    unknown = sorted(set(asked.fields) - set(FIELDS))
    if unknown:
        raise Invalid(f"fields holds unknown names; known are {', '.join(FIELDS)}.")
    ask = Ask(desk=desk, **asked.dict(exclude={"person", "desk", "why"}))
    draft = draft_referral(by=viewer, person=asked.person, ask=ask, request_key=key)
    if draft.state != State.DRAFT:
        return Status(201, draft)  # sent before under this key
    if draft.basis != LegalBasis.CONSENT:
        waits = ask_second(request, wish_for(draft), asked.why)
        if waits is not None:
            return waits
    row = send_referral(by=viewer, referral=draft.id, request_key=uuid5(key, "send"))
    return Status(201, row)


@router.post("/referrals/{uuid:referral_id}/moves", response=ReferralOut, summary="One step")
@allows(Permission.SEND_REFERRAL, Permission.ANSWER_REFERRAL)
def move(request: HttpRequest, referral_id: UUID, step: MoveIn, version: IfMatch) -> Referral:
    suggested = None
    if step.suggested_desk is not None:
        suggested = Desk.objects.filter(pk=step.suggested_desk).first()
        if suggested is None:
            raise Invalid("suggested_desk is no desk.")
    return move_referral(
        by=viewer_in(request),
        referral=referral_id,
        move=step.move,
        request_key=request_key(request),
        version=version,
        note=step.note,
        reason=step.reason,
        suggested_desk=suggested,
    )


@router.post("/consents", response={201: ConsentOut}, summary="Keep a consent")
@allows(Permission.RECORD_CONSENT)
def keep_consent(request: HttpRequest, given: ConsentIn) -> Status[Consent]:
    text = ConsentText.objects.filter(
        key=given.text, version=given.text_version, language=given.text_language
    ).first()
    recipient = Agency.objects.filter(pk=given.recipient).first()
    if text is None or recipient is None:
        raise Invalid("There is no such text, or no such recipient.")
    rest = given.dict(exclude={"person", "recipient", "text", "text_version", "text_language"})
    row = record_consent(
        by=viewer_in(request),
        person=given.person,
        given=Given(recipient=recipient, text=text, **rest),
        request_key=request_key(request),
    )
    return Status(201, row)


@router.post("/consents/{uuid:consent_id}/withdrawal", response=ConsentOut, summary="Withdraw it")
@allows(Permission.RECORD_CONSENT)
def withdraw(request: HttpRequest, consent_id: UUID, said: WithdrawalIn) -> Consent:
    request_key(request)
    return withdraw_consent(by=viewer_in(request), consent=consent_id, how=said.how)
