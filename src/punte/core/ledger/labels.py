"""What the actions of the log are called, for people: `person.read` → "Case file opened"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Kind = Literal["reading", "writing", "denied", "glass", "system"]


@dataclass(frozen=True)
class Label:
    """An action in words, and which of the log's few kinds it is."""

    words: str | Promise
    kind: Kind

    def __str__(self) -> str:
        return str(self.words)


KIND_NAMES: Final[dict[str, str | Promise]] = {
    "reading": _("Readings"),
    "writing": _("Changes"),
    "denied": _("Denied tries"),
    "glass": _("Opened with a reason"),
    "system": _("Administration"),
}

_READINGS = {
    "person.read": _("Case file opened"),
    "person.list": _("Shown in a list"),
    "person.search": _("Found by a search"),
    "person.open_identity": _("Identity opened"),
    "person.export": _("Case file taken out"),
    "file.read": _("File opened"),
    "file.download": _("File downloaded"),
    "oversight.read_report": _("Report on who saw the data opened"),
}
_WRITINGS = {
    "access.grant": _("Access given"),
    "access.end": _("Access ended"),
    "person.create": _("Person recorded"),
    "person.edit": _("Person's details changed"),
    "person.hand_over": _("Handed over to another agency"),
    "notification.send": _("Presumed victim notified"),
    "notification.take_up": _("Notification taken up"),
    "notification.close": _("Notification closed"),
    "screening.record": _("Screening recorded"),
    "status.propose": _("Status proposed"),
    "status.decide": _("Status decided"),
    "status.confirm": _("Status confirmed by a second person"),
    "status.reject": _("Status proposal not confirmed"),
    "status.review": _("Review of a status asked for"),
    "status.appeal": _("Appeal against a status recorded"),
    "consent.record": _("Consent recorded"),
    "consent.withdraw": _("Consent withdrawn"),
    "referral.draft": _("Referral drafted"),
    "referral.send": _("Referral sent"),
    "referral.see": _("Referral opened by the desk"),
    "referral.ask": _("Question asked about a referral"),
    "referral.answer": _("Question about a referral answered"),
    "referral.accept": _("Referral accepted"),
    "referral.wait_list": _("Referral put on the wait list"),
    "referral.decline": _("Referral declined"),
    "referral.redirect": _("Another desk suggested for a referral"),
    "referral.start": _("Help begun"),
    "referral.deliver": _("Help delivered"),
    "referral.partly": _("Help delivered in part"),
    "referral.not_deliver": _("Help not delivered"),
    "referral.person_withdrew": _("Person no longer wants the help"),
    "referral.lose_contact": _("Contact with the person lost"),
    "referral.unsafe": _("Help stopped: not safe"),
    "referral.close": _("Outcome confirmed, referral closed"),
    "referral.return": _("Outcome not confirmed, referral given back"),
    "referral.withdraw": _("Referral withdrawn"),
    "referral.expire": _("Referral not answered in time"),
    "referral.send_again": _("Referral sent again"),
    "referral.withdraw_consent": _("Referral ended: consent withdrawn"),
    "service.record": _("Help recorded"),
    "file.add": _("File added"),
    "file.remove": _("File removed"),
    "person.keep_identity": _("Identity recorded"),
    "person.change_identity": _("Identity changed"),
    "vault.ask_erasure": _("Erasure of the identity asked for"),
    "vault.erase": _("Identity erased"),
    "deadline.start": _("Deadline started"),
    "deadline.pause": _("Deadline paused"),
    "deadline.resume": _("Deadline running again"),
    "deadline.meet": _("Deadline met"),
    "deadline.stop": _("Deadline stopped"),
    "deadline.pass": _("Deadline given to a colleague"),
    "escalation.tell": _("Told that something is late"),
    "escalation.see_to": _("Late work taken on"),
}
_GLASS = {
    "access.break_glass": _("Opened without being given it, with a reason"),
    "access.review_glass": _("Opening with a reason reviewed"),
}
_DENIED = {"access.denied": _("Try denied")}
_SYSTEM = {
    "deadline_rule.change": _("Deadline rule changed"),
    "escalation.change": _("Chain of escalation changed"),
    "holiday.add": _("Holiday added"),
    "holiday.remove": _("Holiday removed"),
    "people.invite": _("Person invited"),
    "people.renew_sign_in": _("Sign-in renewed by a link"),
    "people.accept": _("Invitation accepted"),
    "people.revoke": _("Invitation taken back"),
    "people.suspend": _("Person suspended"),
    "people.reinstate": _("Suspension lifted"),
    "people.leave": _("Person left"),
    "people.propose_end": _("End of an administrator's role proposed"),
    "people.confirm_end": _("End of an administrator's role confirmed"),
    "people.put_end_away": _("End of an administrator's role put away"),
    "people.change_role": _("Role changed"),
    "people.hand_over": _("Work handed over to a colleague"),
    "people.sign_out": _("Signed out from afar"),
    "people.profile": _("Own details changed"),
    "jurisdiction.open": _("Country opened"),
    "agency.open": _("Agency registered"),
    "agency.edit": _("Agency changed"),
    "desk.open": _("Desk opened"),
    "desk.edit": _("Desk changed"),
    "desk.close": _("Desk closed"),
    "ledger.check": _("Check of the log begun"),
    "ledger.stamp": _("Log stamped by a time authority"),
    "ledger.erase_payload": _("Content of log entries erased"),
}
_GROUPS: Final[dict[Kind, Mapping[str, str | Promise]]] = {
    "reading": _READINGS,
    "writing": _WRITINGS,
    "glass": _GLASS,
    "denied": _DENIED,
    "system": _SYSTEM,
}
LABELS: Final[dict[str, Label]] = {
    action: Label(words, kind) for kind, group in _GROUPS.items() for action, words in group.items()
}

FIELDS: Final[dict[str, str | Promise]] = {
    "case file": _("case file"),
    "notification": _("notification"),
    "screening": _("screening"),
    "status": _("status"),
    "operational": _("case data"),
    "identity": _("identity"),
    "medical": _("medical notes"),
    "legal": _("legal notes"),
    "location": _("location"),
    "given_name": _("given name"),
    "family_name": _("family name"),
    "other_name": _("other name"),
    "birth_date": _("date of birth"),
    "phone": _("phone"),
    "email": _("e-mail"),
    "document": _("identity document"),
    "address": _("address"),
    "contact_note": _("how to reach safely"),
    "photo": _("photo"),
}


def register(kind: Kind, words: Mapping[str, str | Promise]) -> None:
    """Add a room's own actions; ValueError if one is there already with other words."""
    for action, sentence in words.items():
        if action in LABELS and str(LABELS[action].words) != str(sentence):
            raise ValueError(f"the action {action} already has a label")
        LABELS[action] = Label(sentence, kind)


def label_of(action: str) -> Label:
    """The label of an action; one nobody named is called by its key."""
    return LABELS.get(action) or Label(action, "writing")


def actions_of(kind: str) -> list[str]:
    """The keys of all actions of a kind."""
    return [action for action, label in LABELS.items() if label.kind == kind]
