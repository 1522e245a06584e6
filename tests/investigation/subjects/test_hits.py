"""The same selector elsewhere: whom to ask, or nothing; never a case, a count or an id."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from punte.core.access.door import Viewer, acting_as, open_circle
from punte.core.agencies.door import Account
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.models import Entry
from punte.core.notices.models import Notice
from punte.investigation.cases.models import Case
from punte.investigation.cases.words import Hits
from punte.investigation.subjects.actions import hits as asking
from punte.investigation.subjects.actions.hits import ask_hits, tell_teams
from punte.investigation.subjects.models import HitQuery, HitTold, Selector
from punte.investigation.subjects.queries.hits import askable, shared_with_own_cases
from tests.support.cases import again, in_team, make_case
from tests.support.subjects import make_source, thing, write
from tests.support.worlds import World

PHONE, OTHER = "+37369000001", "+37369000002"
KEY = ("phone", PHONE)


@dataclass
class Asker:
    case: Case
    by: Viewer

    def ask(self, *keys: tuple[str, str], reason: str = "Same phone as our suspect") -> HitQuery:
        with acting_as(self.by), transaction.atomic():
            return ask_hits(
                by=self.by,
                case_id=self.case.pk,
                keys=keys or [KEY],
                reason=reason,
                request_key=uuid4(),
            )


@pytest.fixture
def asker(world: World) -> Asker:
    case, by = make_case(world.investigator)
    phones = [thing("Phone", number=number) for number in (PHONE, OTHER)]
    write(by, case, make_source(by, case), *phones)
    return Asker(case, by)


def holding(world: World, hits: Hits, number: str = PHONE) -> tuple[Case, Viewer]:
    """Another team's case that holds the phone."""
    case, by = make_case(world.second_investigator, name="Invented Hill", hits=hits)
    write(by, case, make_source(by, case), thing("Phone", number=number))
    return case, by


def told(case: Case, by: Viewer) -> list[HitTold]:
    with acting_as(by):
        return list(HitTold.objects.filter(case=case))


def test_an_open_case_answers_with_whom_to_ask_and_no_more(world: World, asker: Asker) -> None:
    case, by = holding(world, Hits.OPEN)
    answer = asker.ask(KEY, ("phone", OTHER))
    assert answer.answers == [{"kind": "phone", "key": PHONE, "agencies": [world.police.pk]}]
    whole = f"{answer.answers} {answer.asked} {answer.reason}"
    assert str(case.pk) not in whole
    assert case.name not in whole
    (line,) = told(case, by)
    assert (line.key, line.agency_id, line.answered) == (PHONE, asker.by.agency_id, True)


def test_many_cases_of_one_agency_are_one_answer(world: World, asker: Asker) -> None:
    holding(world, Hits.OPEN)
    once = asker.ask().answers
    holding(world, Hits.OPEN)
    assert asker.ask().answers == once


def test_a_silent_case_answers_like_none_and_its_team_is_told(world: World, asker: Asker) -> None:
    nothing = asker.ask().answers
    case, by = holding(world, Hits.SILENT)
    assert asker.ask().answers == nothing == []
    (line,) = told(case, by)
    assert (line.kind, line.answered, line.by_id) == ("phone", False, asker.by.account_id)
    with acting_as(asker.by):
        assert not HitTold.objects.exists()


def test_what_few_know_is_asked_for_without_telling_the_team(world: World, asker: Asker) -> None:
    holding(world, Hits.OPEN, "+37369000003")
    colleague = in_team(asker.case, asker.by, world.crime_analyst)
    with acting_as(asker.by) as by:
        circle, asker.by = open_circle(by=by, within=asker.case.owner)
    narrow = make_source(asker.by, asker.case, "Narrow", narrow_to=circle)
    phones = [thing("Phone", number=number) for number in ("+37369000003", PHONE)]
    write(asker.by, asker.case, narrow, *phones)
    secret, known = asker.ask(("phone", "+37369000003"), KEY), asker.ask(KEY)
    assert secret.answers
    page = reverse("investigation:hits", args=[asker.case.pk])
    for who, seen, shown in ((asker.by, {secret, known}, True), (colleague, {known}, False)):
        with acting_as(who):
            assert set(HitQuery.objects.filter(case=asker.case)) == seen
        client = Client()
        client.force_login(Account.objects.get(pk=who.account_id))
        assert ("+37369000003" in client.get(page).text) is shown
    with acting_as(colleague):
        assert Entry.objects.filter(action="hit.ask").count() == 1


def test_a_narrow_source_answers_nothing_and_tells_its_few(world: World, asker: Asker) -> None:
    case, lead = make_case(world.second_investigator, name="Invented Hill")
    colleague = in_team(case, lead, world.crime_analyst)
    with acting_as(lead):
        circle, lead = open_circle(by=lead)
    narrow = make_source(lead, case, "Narrow", narrow_to=circle)
    write(lead, case, narrow, thing("Phone", number=PHONE))
    assert asker.ask().answers == []
    assert len(told(case, lead)) == 1
    assert told(case, colleague) == []


def test_closed_cases_and_ones_own_answer_nothing(world: World, asker: Asker) -> None:
    case, by = make_case(world.investigator, name="Invented Lake")
    write(by, case, make_source(by, case), thing("Phone", number=PHONE))
    by = again(by)
    wide = Asker(asker.case, by)
    assert wide.ask().answers == []
    with acting_as(by):
        (found,) = shared_with_own_cases(by, asker.case, askable(by, asker.case))
    assert (found.case, found.key) == (case, PHONE)
    with acting_as(world.crime_analyst):
        assert shared_with_own_cases(world.crime_analyst, asker.case, [KEY]) == []


def test_the_other_teams_get_a_notice_and_the_asker_none(world: World, asker: Asker) -> None:
    case, by = holding(world, Hits.SILENT)
    asker.ask()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE punte_worker")
        assert tell_teams() == 1
        assert tell_teams() == 0
        kinds = list(Notice.objects.filter(kind="case_asked").values_list("account_id", "url"))
        cursor.execute("SET ROLE punte_web")
    assert kinds == [(by.account_id, reverse("investigation:hits", args=[case.pk]))]


def test_every_question_is_kept_with_its_reason(asker: Asker) -> None:
    made = asker.ask(reason="Same phone")
    with acting_as(asker.by):
        assert HitQuery.objects.get().reason == "Same phone"
        entry = Entry.objects.get(action="hit.ask")
        assert HitQuery.objects.filter(pk=made.pk).exists()
    assert (entry.detail["selectors"], entry.detail["reason"]) == (1, "Same phone")
    with pytest.raises(Invalid):
        asker.ask(reason=" ")


def test_one_may_ask_for_so_many_a_day(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "QUOTA", 2)
    asker.ask()
    with pytest.raises(Conflict, match="tomorrow"):
        asker.ask(KEY, ("phone", OTHER))
    asker.ask(("phone", OTHER))
    with pytest.raises(Conflict):
        asker.ask()


def test_only_what_the_case_holds_can_be_asked_for(world: World, asker: Asker) -> None:
    holding(world, Hits.OPEN, number="+37369000009")
    with pytest.raises(Invalid, match="this case holds"):
        asker.ask(("phone", "+37369000009"))
    with acting_as(asker.by):
        name = Selector.objects.filter(kind="name").values_list("kind", "key").first()
    with pytest.raises(Invalid):
        asker.ask(name or ("name", "ION"))


def test_strangers_ask_nothing(world: World, asker: Asker) -> None:
    with pytest.raises(NotHere):
        Asker(asker.case, world.crime_analyst).ask()
    with pytest.raises(Refused):
        Asker(asker.case, world.coordinator).ask()


def test_the_page_from_question_to_answer(world: World, asker: Asker) -> None:
    holding(world, Hits.OPEN)
    client = Client()
    client.force_login(
        Account.objects.get(pk=asker.by.account_id),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    ask = reverse("investigation:hits_ask", args=[asker.case.pk])
    assert PHONE in client.get(ask).content.decode()
    sent = {"selectors": ["0", "1"], "reason": "Same phone", "once": str(uuid4())}
    assert client.post(ask, {**sent, "selectors": ["7"]}).status_code == 422
    for _twice in range(2):
        assert client.post(ask, sent).status_code == 302
    with acting_as(asker.by):
        assert HitQuery.objects.count() == 1
    page = client.get(reverse("investigation:hits", args=[asker.case.pk])).content.decode()
    assert world.police.name in page
    assert "Invented Hill" not in page
