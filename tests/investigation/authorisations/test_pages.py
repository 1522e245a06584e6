"""The pages, as the people of a case and the overseer use them."""

from __future__ import annotations

import re
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.core.deadlines.door import Clock
from punte.investigation.authorisations.door import Reason, quarantine, take_product
from punte.investigation.authorisations.models import Authorisation, Quarantine
from punte.investigation.cases.door import note_reading
from tests.investigation.authorisations.support import (
    DAY,
    PHONE,
    Team,
    in_force,
    now_to_the_minute,
    paper,
    piece,
)
from tests.investigation.authorisations.support import ask as ask_for
from tests.support.database import as_role
from tests.support.signs import client_of

TARGET = "Invented Wolf"


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(f"investigation:{name}", args=args), query)
    assert response.status_code == 200
    return str(response.content.decode())


def asking(**more: str) -> dict[str, str]:
    return {
        "measure": "interception", "target": f"The {TARGET}", "offence": "Art. 1",
        "identifiers_kind0": "phone", "identifiers_text0": " ",
        "identifiers_kind1": "phone", "identifiers_text1": PHONE,
        "necessity": "Nothing else helped.", "proportionality": "One number.",
        "start": "2026-11-22T09:00", "end": "2026-12-20T09:00", "once": str(uuid4()), **more,
    }  # fmt: skip


def test_asking_keeps_what_was_typed_and_asks_once(team: Team) -> None:
    asks = client_of(team.investigator)
    ask = reverse("investigation:measure_ask", args=[team.key])
    assert "Interception of calls" in page(asks, "measure_ask", team.key)
    refused = asks.post(ask, asking(end="2026-11-01T09:00"))
    assert refused.status_code == 422
    body = refused.content.decode()
    assert "The end must come after the beginning." in body
    assert PHONE in body
    form = asking()
    assert [asks.post(ask, form).status_code for _twice in range(2)] == [302, 302]
    with acting_as(team.investigator) as by:
        assert Authorisation.objects.visible_to(by).count() == 1
    waiting = page(client_of(team.prosecutor), "measure_requests")
    assert str(team.case) in waiting
    assert TARGET not in waiting


def test_a_deadline_names_its_case_to_those_who_may_read_it(team: Team) -> None:
    row = ask_for(team.investigator, team.case)
    row_of_others = "/deadlines/?when=others"
    with as_role(str(connection.settings_dict["USER"])):
        seen = [team.case.owner, team.outsider.account_audience]
        Clock.objects.filter(about_id=row.pk).update(audiences=seen)
    for one, where, told in (
        (team.prosecutor, "/deadlines/", True), (team.prosecutor, "/cases/today/", True),
        (team.outsider, row_of_others, False),
    ):  # fmt: skip
        body = client_of(one).get(where).content.decode()
        assert row.get_absolute_url() in body
        assert (str(team.case) in body) == told
        assert (str(row) in body) == told


def test_an_hour_that_the_clocks_leave_out_is_refused(team: Team) -> None:
    ask = reverse("investigation:measure_ask", args=[team.key])
    # In the night of 29 March 2026 the clocks leave out the hour after 2, or after 3.
    starts = ("2026-03-29T02:30", "2026-03-29T03:30")
    forms = [asking(start=start, end="2026-04-20T09:00") for start in starts]
    sent = [client_of(team.investigator).post(ask, form) for form in forms]
    [refused] = [one for one in sent if one.status_code == 422]
    assert "may not exist" in refused.content.decode()


def test_the_order_and_its_two_persons(team: Team) -> None:
    row = ask_for(team.investigator, team.case)
    asks, decides = client_of(team.investigator), client_of(team.prosecutor)
    start = now_to_the_minute().astimezone(ZoneInfo(row.zone))
    order = {
        "authority": "judge", "court": "Court", "number": "1/2026", "judge": "J. Invented",
        "issued_at": "2026-01-01T08:00", "target": TARGET, "offence": "Art. 1",
        "identifiers_kind0": "phone", "identifiers_text0": PHONE, "necessity": "As asked.",
        "start": start.strftime("%Y-%m-%dT%H:%M"), "end": "2199-01-01T00:00",
        "conditions": "None but the law's.", "version": "1", "once": str(uuid4()),
    }  # fmt: skip
    record = reverse("investigation:measure_order", args=[row.pk, "first"])
    assert PHONE[-3:] in decides.get(record).content.decode()
    assert asks.get(record).status_code == 403
    too_long = decides.post(record, {**order, "paper": paper()})
    assert too_long.status_code == 422
    assert "at most 30 days" in too_long.content.decode()
    order["end"] = (start + DAY).strftime("%Y-%m-%dT%H:%M")
    assert decides.post(record, {**order, "paper": paper()}).status_code == 302
    activate = reverse("investigation:measure_act", args=[row.pk, "activate"])
    assert decides.post(activate, {"version": "2"}).status_code == 403
    assert asks.post(activate, {"version": "1"}).status_code == 409
    assert asks.post(activate, {"version": "2"}).status_code == 302
    shown = page(asks, "authorisation", row.pk)
    assert "In force" in shown
    assert TARGET in shown
    assert "In force" in page(asks, "authorisations", team.key)


def test_pages_are_for_the_team(team: Team) -> None:
    row = in_force(team)
    stranger = client_of(team.outsider)
    for name, key in (("authorisations", team.key), ("authorisation", row.pk)):
        assert stranger.get(reverse(f"investigation:{name}", args=[key])).status_code == 404
    assert stranger.get(reverse("investigation:measures_overseen")).status_code == 403
    team_member = client_of(team.investigator)
    assert team_member.get(reverse("investigation:measure_requests")).status_code == 403
    for name in ("measure_reason", "measure_act", "measure_order"):
        address = reverse(f"investigation:{name}", args=[row.pk, "explode"])
        assert client_of(team.prosecutor).get(address).status_code == 404


def test_unread_product_shows_its_facts_alone(team: Team, told: dict[str, list[int]]) -> None:
    row = in_force(team)
    with acting_as(team.investigator) as by:
        late = piece(by, team.case, row.end)
        kept = quarantine(
            by=by,
            case=team.key,
            why=Reason.OUTSIDE_TIME,
            pieces=[late],
            authorisation=row.pk,
        )
    asks, decides = client_of(team.investigator), client_of(team.prosecutor)
    body = page(asks, "quarantine", kept.pk)
    assert "5 min" in body
    assert "Outside the dates of the order" in body
    assert "call.wav" not in body
    decide = reverse("investigation:quarantine_decide", args=[kept.pk])
    assert asks.get(decide).status_code == 403
    assert decides.post(decide, {"decision": "release", "version": "1"}).status_code == 422
    assert decides.post(decide, {"decision": "destroy", "version": "1"}).status_code == 302
    second = reverse("investigation:quarantine_second", args=[kept.pk])
    assert decides.post(second, {"agree": "yes", "version": "2"}).status_code == 403
    assert asks.post(second, {"agree": "yes", "version": "2"}).status_code == 302
    with acting_as(team.investigator) as by:
        assert Quarantine.objects.visible_to(by).get().state == "confirmed"


def test_oversight_sees_counts_and_no_names(team: Team, told: dict[str, list[int]]) -> None:
    row = in_force(team)
    with acting_as(team.investigator) as by:
        heard = piece(by, team.case, row.start)
        take_product(by=by, case=team.key, authorisation=row.pk, pieces=[heard])
        for _look in range(3):
            note_reading(by, team.case, "recording", authorisation=str(row.pk))
        late = piece(by, team.case, row.end)
        quarantine(
            by=by, case=team.key, why=Reason.OUTSIDE_TIME, pieces=[late], authorisation=row.pk
        )
    watcher = client_of(team.overseer)
    body = page(watcher, "measures_overseen")
    assert re.search(r"3 / 1\b", body)
    assert "Product outside the order" in body
    one = page(watcher, "measure_looks", row.pk)
    assert team.investigator.display_name in one
    for hidden in (TARGET, PHONE[4:], team.case.name, "Nothing else told"):
        assert hidden not in body
        assert hidden not in one
    figures = page(watcher, "measure_figures", year="0")
    assert "Interception of calls" in figures
    assert watcher.get(reverse("investigation:authorisation", args=[row.pk])).status_code == 403


def test_the_overseer_of_the_other_country_sees_none(team: Team) -> None:
    from tests.support.worlds import AgencyFactory, World, viewer

    row = in_force(team)
    other = client_of(viewer(AgencyFactory(jurisdiction=World().ro, kind="oversight"), "oversight"))
    assert "Interception" not in page(other, "measures_overseen", state="all")
    looks = reverse("investigation:measure_looks", args=[row.pk])
    assert other.get(looks).status_code == 404
