"""The pages of agencies, people and of oneself, as the browser gets them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from punte.core.access.door import Viewer
from punte.core.agencies.door import Account, Agency, Desk, Membership
from tests.support.worlds import AgencyFactory, DeskFactory, World, member

SignIn = Callable[[Viewer | Account], Client]


def names(page) -> set[str]:  # type: ignore[no-untyped-def]
    return {row.name for row in page.context["table"].page_rows}


def test_the_directory_is_searched_and_filtered(world: World, signed_in: SignIn) -> None:
    house = AgencyFactory(jurisdiction=world.md, kind="shelter", name="House A", district="North")
    DeskFactory(agency=house, name="Open door", services=["housing"], districts=["South"])
    clinic = AgencyFactory(jurisdiction=world.ro, kind="health", name="Clinic B", place="Testoveni")
    DeskFactory(agency=clinic, services=["medical"], open=False)
    browser = signed_in(world.officer)
    found = {
        "q=open door": {"House A"},
        "q=testoven": {"Clinic B"},
        "country=RO&kind=health": {"Clinic B"},
        "service=housing&kind=shelter": {"House A"},
        "service=medical": set(),
        "district=North": {"House A"},
        "q=nothing-like-this": set(),
    }
    for query, expected in found.items():
        assert names(browser.get(f"/agencies/?{query}")) == expected, query
    assert {"House A", "Clinic B"} <= names(browser.get("/agencies/?sort=-desks"))


def test_the_town_of_a_shelter_is_told_to_nobody(world: World, signed_in: SignIn) -> None:
    house = AgencyFactory(jurisdiction=world.md, kind="shelter", place="Secretville")
    browser = signed_in(world.officer)
    for path in ("/agencies/", f"/agencies/{house.pk}/"):
        assert b"Secretville" not in browser.get(path).content
    assert names(browser.get("/agencies/?q=Secretville")) == set()


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=" + "x" * 4000, "country=XX", "kind=no", "page=" + "9" * 30, "sort=password"],
)
def test_a_filter_that_means_nothing_breaks_nothing(
    world: World, signed_in: SignIn, query: str
) -> None:
    assert signed_in(world.officer).get(f"/agencies/?{query}").status_code in {200, 400}


def test_the_directory_costs_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _n in range(12):
        DeskFactory(agency=AgencyFactory(jurisdiction=world.md))
    browser = signed_in(world.officer)
    browser.get("/agencies/")
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        browser.get("/agencies/")


def test_colleagues_see_each_other_and_others_do_not(
    world: World, signed_in: SignIn, colleague: Membership
) -> None:
    path = f"/agencies/{world.ngo.pk}/"
    assert colleague.account.name in signed_in(world.caseworker).get(path).content.decode()
    assert colleague.account.name not in signed_in(world.officer).get(path).content.decode()


def test_an_agency_that_is_not_there(world: World, signed_in: SignIn) -> None:
    browser = signed_in(world.officer)
    for key in (10**9, 10**18, 10**30):
        assert browser.get(f"/agencies/{key}/").status_code == 404


def test_a_manager_walks_through_a_persons_pages(
    world: World, manager: Viewer, colleague: Membership, signed_in: SignIn
) -> None:
    browser = signed_in(manager)
    path = f"/agencies/people/{colleague.pk}/"
    assert browser.get(path).context["may_change"]
    changed = browser.post(path + "role/", {"role": "supervisor", "desks": [str(world.desk.pk)]})
    assert changed["Location"] == path
    assert browser.post(path + "suspend/", {"reason": ""}).status_code == 422
    assert browser.post(path + "suspend/", {"reason": "on a long leave"}).status_code == 302
    colleague.refresh_from_db()
    assert (colleague.role, colleague.state) == ("supervisor", "suspended")
    browser.post(path + "reinstate/")
    assert browser.get(path + "leave/").status_code == 200
    assert browser.post(path + "leave/").status_code == 302
    colleague.refresh_from_db()
    assert colleague.state == "left"
    assert not browser.get(path).context["may_change"]


def test_a_caseworker_reaches_none_of_them(
    world: World, colleague: Membership, signed_in: SignIn
) -> None:
    browser = signed_in(world.caseworker)
    path = f"/agencies/people/{colleague.pk}/"
    assert browser.get(path).status_code == 403
    for act in ("role/", "suspend/", "reinstate/", "leave/"):
        assert browser.post(path + act, {"reason": "because I can"}).status_code == 403
    colleague.refresh_from_db()
    assert (colleague.role, colleague.state) == ("caseworker", "active")


def test_a_role_beyond_ones_own_is_refused_by_the_form(
    manager: Viewer, colleague: Membership, signed_in: SignIn
) -> None:
    path = f"/agencies/people/{colleague.pk}/role/"
    for role in ("manager", "administrator", "\x00", "9" * 400):
        assert signed_in(manager).post(path, {"role": role}).status_code == 422
    colleague.refresh_from_db()
    assert colleague.role == "caseworker"


def test_desks_are_opened_changed_and_closed_on_the_page(
    world: World, manager: Viewer, signed_in: SignIn
) -> None:
    browser = signed_in(manager)
    fields = {"name": "Night desk", "services": ["housing"], "districts": "North, South"}
    browser.post(f"/agencies/{world.ngo.pk}/desks/new/", fields)
    desk = Desk.objects.get(name="Night desk")
    assert desk.districts == ["North", "South"]
    assert browser.get(f"/agencies/desks/{desk.pk}/").status_code == 200
    bad = browser.post(f"/agencies/desks/{desk.pk}/", {**fields, "services": ["spying"]})
    assert bad.status_code == 422
    assert browser.get(f"/agencies/desks/{desk.pk}/close/").status_code == 200
    browser.post(f"/agencies/desks/{desk.pk}/close/")
    desk.refresh_from_db()
    assert not desk.open


def test_an_administrator_registers_an_agency_on_the_page(
    administrator: Viewer, manager: Viewer, signed_in: SignIn
) -> None:
    fields = {"kind": "ngo", "name": "House of Samples"}
    assert signed_in(manager).post("/agencies/new/", fields).status_code == 403
    made = signed_in(administrator).post("/agencies/new/", fields)
    agency = Agency.objects.get(name="House of Samples")
    assert made["Location"] == f"/agencies/{agency.pk}/"
    assert signed_in(administrator).post("/agencies/new/", fields).status_code == 422


def test_one_chooses_the_hat(world: World, signed_in: SignIn) -> None:
    first = member(world.ngo, "caseworker")
    second = Membership.objects.create(account=first.account, agency=world.unit, role="analyst")
    stranger = member(world.unit, "supervisor")
    browser = signed_in(first.account)
    assert browser.get("/me/").context["viewer"].role_key == "caseworker"
    browser.post("/me/role/", {"membership": str(second.pk)})
    page = browser.get("/me/")
    assert page.context["viewer"].role_key == "analyst"
    assert page.context["viewer"].agency_id == world.unit.pk
    for wrong in (stranger.pk, "", "x", "\x00", 10**30):
        assert browser.post("/me/role/", {"membership": str(wrong)}).status_code == 404
    second.state = Membership.State.SUSPENDED
    second.save()
    assert browser.get("/me/").context["viewer"].role_key == "caseworker"


def test_choosing_leads_nowhere_foreign(world: World, signed_in: SignIn) -> None:
    mine = member(world.ngo, "caseworker")
    answer = signed_in(mine.account).post(
        "/me/role/", {"membership": str(mine.pk), "next": "https://elsewhere.invalid/"}
    )
    assert answer["Location"] == "/"


def test_one_changes_name_language_and_light(world: World, signed_in: SignIn) -> None:
    mine = member(world.ngo, "caseworker")
    browser = signed_in(mine.account)
    fields = {"name": "Renamed Tester", "language": "ro", "theme": "dark", "role": "manager"}
    assert browser.post("/me/", fields).status_code == 302
    mine.account.refresh_from_db()
    mine.refresh_from_db()
    assert (mine.account.name, mine.account.language, mine.account.theme) == (
        "Renamed Tester",
        "ro",
        "dark",
    )
    assert mine.role == "caseworker"
    assert browser.post("/me/", {**fields, "language": "xx"}).status_code == 422
    assert browser.post("/me/", {**fields, "name": "a\x00"}).status_code == 422


def test_the_page_of_oneself_says_what_the_role_may_do(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.caseworker).get("/me/").content.decode()
    assert "Record consent and its withdrawal" in page
    assert "Edit the table of deadlines" not in page


def test_the_bar_offers_the_other_hats(world: World, signed_in: SignIn) -> None:
    first = member(world.ngo, "caseworker")
    browser = signed_in(first.account)
    assert browser.get("/me/").context["who"]["hats"] == []
    second = Membership.objects.create(account=first.account, agency=world.unit, role="analyst")
    [hat] = browser.get("/me/").context["who"]["hats"]
    assert hat["id"] == second.pk
