"""A victim's claim is paid; then her lawyer leaves, and a colleague finds all that was hers.

The lawyer works in Ukrainian, the agency's manager in Romanian, the colleague in Russian; an
organisation outside, in English, sees nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Desk
from punte.protection.assistance.door import AssistanceFile, open_file
from punte.protection.referral.actions.move import mark_seen, move_referral
from tests.stories.acting import (
    answer,
    called,
    does,
    finds,
    follows,
    join,
    keeps,
    reads,
    refer,
    refused,
    said,
    shown,
)
from tests.stories.conftest import Person, SignIn, Stage, keep_picture
from tests.stories.scene import viewer_of
from tests.stories.test_pages import violations
from tests.support.database import connected_to
from tests.support.persons import make_person
from tests.support.worlds import AgencyFactory, DeskFactory, World

pytestmark = pytest.mark.browser

COURT = "Invented Court of Sampletown"


@dataclass
class Office:
    """A legal-aid agency: the lawyer's two files, her membership and her heir's."""

    files: list[AssistanceFile]
    leaver: int
    heir: int

    @property
    def file(self) -> str:
        return f"/files/{self.files[0].pk}/"


@pytest.fixture(scope="module")
def stage(long_stage: Stage) -> Stage:
    """The long stories share one."""
    return long_stage


@pytest.fixture(scope="module")
def office(stage: Stage, django_db_blocker: Any) -> Iterator[Office]:
    """Two persons were referred to the lawyer's desk, accepted, and have files there."""
    with django_db_blocker.unblock(), connected_to(stage.database):
        agency = AgencyFactory(jurisdiction=World().md, kind="legal_aid")
        desk = DeskFactory(agency=agency, services=["legal"])
        leaver = join(stage, "lawyer", agency, "caseworker", [desk])
        heir = join(stage, "heir", agency, "caseworker", [desk])
        join(stage, "head", agency, "manager", [])
        coordinator, lawyer = viewer_of(stage, "coordinator"), viewer_of(stage, "lawyer")
        files = [receive(coordinator, lawyer, desk) for _number in range(2)]
        yield Office(files, leaver.pk, heir.pk)


def receive(sender: Viewer, lawyer: Viewer, desk: Desk) -> AssistanceFile:
    """A person referred by one and taken on by the other."""
    with acting_as(sender) as by:
        referral = refer(by, make_person(by), desk, "legal")
    with acting_as(lawyer) as by:
        mark_seen(by=by, referral=referral)
        move_referral(by=by, referral=referral.pk, move="accept", request_key=uuid4())
        return open_file(by=by, referral=referral.pk, request_key=uuid4())


def test_a_claim_is_paid_and_a_leaver_hands_over(
    stage: Stage, office: Office, sign_in: SignIn
) -> None:
    lawyer = sign_in("lawyer", "uk")
    claim = prepare(lawyer, office.file)
    win(lawyer, claim)
    get_paid(lawyer, claim)
    second = begin_another(lawyer, office.file)
    head = sign_in("head", "ro")
    hand_over(head, lawyer, office)
    heir = sign_in("heir", "ru")
    find_in_caseload(heir, office)
    go_on(heir, claim, second)
    stay_outside(sign_in("ngo", "en"), office, claim)


def prepare(lawyer: Person, file: str) -> str:
    """A sum of nothing is refused; returns the address of the claim."""
    lawyer.go(f"{file}overview/")
    follows(lawyer, f"{file}justice/")
    reads(lawyer, "No claim yet.", "Nothing yet. Explain the rights first.")
    values = {"kind": "state", "currency": "MDL", "body": COURT}
    refused(lawyer, f"{file}justice/claim/", asked="0", **values)
    answer(lawyer, asked="50000")
    lawyer.send()
    follows(lawyer, "/claims/")
    reads(lawyer, "The claim is being prepared.", "Being prepared")
    return lawyer.path


def win(lawyer: Person, claim: str) -> None:
    """Lodged, refused, appealed, granted in part: no more than was asked for."""
    assert lawyer.go(f"{claim}pay/") == 200
    answer(lawyer, amount="10")
    lawyer.send()
    assert lawyer.path == f"{claim}pay/"
    for move in ("lodge", "refuse", "appeal"):
        lawyer.go(claim)
        follows(lawyer, f"{claim}{move}/")
        lawyer.send()
        assert lawyer.path == claim
    reads(lawyer, "Appealed")
    refused(lawyer, f"{claim}grant/", amount="50000.01")
    answer(lawyer, amount="40000")
    lawyer.send()
    reads(lawyer, "Granted in part", "Still owed")


def get_paid(lawyer: Person, claim: str) -> None:
    """Two payments, and none beyond what is owed; then there is nothing left to do."""
    does(lawyer, f"{claim}pay/", amount="15000")
    reads(lawyer, "Paid in part")
    refused(lawyer, f"{claim}pay/", amount="25000.50", words="The second half.")
    keeps(lawyer, words="The second half.")
    answer(lawyer, amount="25000")
    lawyer.send()
    reads(lawyer, "Paid", "Appealed", "Lodged")
    assert said(lawyer, "Next step").casefold() not in shown(lawyer)
    assert lawyer.page.locator(f'a[href^="{claim}"]').count() == 0
    keep_picture(lawyer, "claim")
    assert violations(lawyer.page) == []
    lawyer.page.set_viewport_size({"width": 390, "height": 844})
    keep_picture(lawyer, "claim-phone")
    assert lawyer.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def begin_another(lawyer: Person, file: str) -> str:
    """A second claim, which its lawyer will not see to its end."""
    path = f"{file}justice/claim/"
    does(lawyer, path, kind="civil", currency="EUR", body=COURT, asked="1200.50")
    keep_picture(lawyer, "justice-phone")
    lawyer.page.set_viewport_size({"width": 1440, "height": 900})
    keep_picture(lawyer, "justice")
    follows(lawyer, "/claims/")
    return lawyer.path


def hand_over(head: Person, lawyer: Person, office: Office) -> None:
    """The manager sees counts and no case; without an heir nobody leaves."""
    assert head.go(f"{office.file}overview/") in {403, 404}
    head.go(f"/agencies/people/{office.leaver}/")
    follows(head, f"/agencies/people/{office.leaver}/leave/")
    reads(head, "Assistance files")
    finds(head, "2")
    keep_picture(head, "leave")
    refused(head, f"/agencies/people/{office.leaver}/leave/")
    answer(head, heir=str(office.heir))
    head.send()
    assert head.path == f"/agencies/people/{office.leaver}/"
    reads(head, "The work is handed over and the role has ended.")
    lawyer.go(f"{office.file}overview/")
    assert lawyer.path == "/account/login/"


def find_in_caseload(heir: Person, office: Office) -> None:
    """Both files stand under hers, with her as their caseworker."""
    heir.go("/caseload/?mine=on")
    finds(heir, *(called(heir, file) for file in office.files))
    assert heir.page.locator("main tbody tr").count() == 2
    keep_picture(heir, "caseload")
    assert violations(heir.page) == []


def go_on(heir: Person, paid: str, begun: str) -> None:
    """She reads how the first claim was paid, and lodges the second."""
    heir.go(paid)
    reads(heir, "Paid")
    heir.go(begun)
    follows(heir, f"{begun}lodge/")
    heir.send()
    reads(heir, "Lodged")


def stay_outside(ngo: Person, office: Office, claim: str) -> None:
    """To another agency there is no such file and no such claim."""
    for path in (f"{office.file}overview/", f"{office.file}justice/", claim, f"{claim}pay/"):
        assert ngo.go(path) == 404
    assert COURT not in ngo.page.content()
