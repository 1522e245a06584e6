"""Exhibits of the large invented case, and where they went: a store's shelf, a colleague."""

from __future__ import annotations

from punte.core.access.door import acting_as
from punte.demo.teams import Team, player, told_at
from punte.investigation.evidence.door import (
    Category,
    ClockSource,
    Exhibit,
    FileKind,
    Finding,
    Incoming,
    Place,
    Store,
    accept_exhibit,
    add_file,
    files_of,
    offer_exhibit,
    open_store,
    take_exhibit,
)

# What was taken in the large case: what, category, seal, and a file with its name.
TAKEN = (
    ("Telefon inventat, ecran spart", Category.DEVICE, "S-0101", ""),
    ("Caiet cu nume inventate", Category.DOCUMENT, "S-0102", "caiet.txt"),
    ("Descărcare a anunțului inventat", Category.DATA, "", "anunt.txt"),
    ("Bani lichizi inventați", Category.MONEY, "S-0103", ""),
)


def write_exhibits(team: Team) -> list[Exhibit]:
    """Taken by the lead; one lies in the store, one waits for its keeper, one for a colleague."""
    with told_at(team.ago(days=12)), acting_as(team.lead):
        exhibits = [_take(team, number) for number in range(len(TAKEN))]
        _copy(team, exhibits[2])
    store = _store(team)
    telephone, notebook, _advert, money = exhibits
    with told_at(team.ago(days=11)), acting_as(team.lead):
        _offer(team, money, store.key, "Spre păstrare în cameră")
    with told_at(team.ago(days=1)), acting_as(team.lead):
        _offer(team, telephone, store.key, "Spre păstrare până la expertiză")
        _offer(team, notebook, f"person:{team.colleague.account_id}", "Spre comparare a scrisului")
    keeper = player(f"keeper.{team.country.place}")
    with told_at(team.ago(days=10)), acting_as(keeper):
        money.refresh_from_db()
        accept_exhibit(
            by=keeper, exhibit_id=money.pk, version=money.steps, seal=money.seal,
            place=store.name, shelf="A-2", request_key=team.key("accept"),
        )  # fmt: skip
    return exhibits


def _take(team: Team, number: int) -> Exhibit:
    what, category, seal, file = TAKEN[number]
    finding = Finding(
        what=what,
        category=category,
        found_place="Livada Inventată",
        found_at=team.ago(days=12, minutes=7 * number),
        clock=ClockSource.PHONE,
        finder=team.lead.display_name,
        legal_basis="Proces-verbal inventat nr. 7",
        clock_offset=40,
        seal=seal,
    )
    text = f"Conținut inventat al probei „{what}”.\n".encode()
    return take_exhibit(
        by=team.lead,
        case_id=team.case.pk,
        finding=finding,
        request_key=team.key(what),
        files=[Incoming(file, [text])] if file else [],
        synthetic=True,
    )


def _copy(team: Team, exhibit: Exhibit) -> None:
    """A working copy made from the advert as it was downloaded."""
    original = files_of(team.lead, exhibit)[0]
    text = "Anunț inventat, doar textul: cules de mere, cazare inclusă.\n".encode()
    copy = Incoming(
        "anunt-text.txt", [text], kind=FileKind.COPY, of=original.pk, tool="extractor inventat",
        tool_version="1.0", parameters={"output": "text"},
    )  # fmt: skip
    add_file(by=team.lead, case_id=team.case.pk, exhibit_id=exhibit.pk, incoming=copy)


def _store(team: Team) -> Store:
    keeper = player(f"keeper.{team.country.place}")
    place = Place(
        "Camera de probe (demo)", "Strada Inventată 1", capacity=120, shelves="A-1\nA-2\nB-1"
    )
    with told_at(team.ago(days=300)), acting_as(keeper):
        store, _keeper = open_store(
            by=keeper, place=place, request_key=team.key("store"), synthetic=True
        )
    return store


def _offer(team: Team, exhibit: Exhibit, to: str, reason: str) -> None:
    exhibit.refresh_from_db()
    offer_exhibit(
        by=team.lead, exhibit_id=exhibit.pk, to=to, reason=reason, version=exhibit.steps,
        seal=exhibit.seal, request_key=team.key("offer", exhibit.number),
    )  # fmt: skip
