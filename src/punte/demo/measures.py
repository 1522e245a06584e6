"""Orders of the large invented case at every turn of their life: asked, given, in force, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from punte.core.access.door import acting_as
from punte.demo.subjects import PLATES, Network
from punte.demo.teams import Team, told_at
from punte.investigation.authorisations.door import (
    Asked,
    Authorisation,
    Authority,
    Identifier,
    Measure,
    Ordered,
    activate,
    ask_measure,
    end_early,
    record_order,
    record_urgent,
    refuse_request,
)

OFFENCE = "Trafic de persoane, text inventat"
NEED = "Fără măsură nu se află cine ține actele și banii. Text inventat."
BOUNDS = "Un singur număr, o lună; convorbirile cu un avocat nu se ascultă."
PAPER = b"%PDF-1.4\n% an invented order, of nobody\n%%EOF\n"


@dataclass(frozen=True)
class Wanted:
    """A measure to be asked for. days: from when until when, counted from now."""

    measure: Measure
    kind: Identifier
    text: str
    days: tuple[int, int]
    who: int = 0

    urgent: bool = False

    def span(self, team: Team) -> tuple[datetime, datetime]:
        first, last = self.days
        if self.urgent:
            start = team.ago(hours=10)
            return start, start + timedelta(hours=48)
        return team.now + timedelta(days=first), team.now + timedelta(days=last)


@dataclass
class Orders:
    """Asks for measures and records what courts say of them."""

    team: Team
    network: Network

    def begins(self, wanted: Wanted) -> datetime:
        """When the order begins, or now where that lies ahead; it was asked and given before."""
        return min(wanted.span(self.team)[0], self.team.now)

    def ask(self, wanted: Wanted) -> Authorisation:
        """The lead asks."""
        start, end = wanted.span(self.team)
        person = self.network.people[wanted.who]
        asked = Asked(
            wanted.measure, person.caption, [(wanted.kind, wanted.text)], OFFENCE, NEED, BOUNDS,
            start, end, entity=person.id,
        )  # fmt: skip
        at = self.begins(wanted) - timedelta(hours=6)
        with told_at(at), acting_as(self.team.lead) as by:
            key = self.team.key("ask", wanted.measure, wanted.text)
            return ask_measure(by=by, case=self.team.case.pk, asked=asked, request_key=key)

    def give(self, wanted: Wanted) -> Authorisation:
        """The prosecutor records the order: the judge's, or their own where it cannot wait."""
        row = self.ask(wanted)
        start, end = wanted.span(self.team)
        urgent, at = wanted.urgent, self.begins(wanted)
        order = Ordered(
            authority=Authority.PROSECUTOR if urgent else Authority.JUDGE,
            court="Parchetul Inventat" if urgent else self.team.country.court,
            number=f"{row.serial}-demo",
            judge=self.team.prosecutor.display_name if urgent else "Judecător Inventat",
            issued_at=at - timedelta(hours=3),
            target=self.network.people[wanted.who].caption,
            offence=OFFENCE,
            necessity=NEED,
            paper=SimpleUploadedFile("incheiere.pdf", PAPER, "application/pdf"),
            start=start,
            end=end,
            conditions="Convorbirile cu un avocat se sigilează neascultate.",
            identifiers=[(wanted.kind, wanted.text)],
            entity=self.network.people[wanted.who].id,
        )
        do = record_urgent if urgent else record_order
        with told_at(at - timedelta(hours=1)), acting_as(self.team.prosecutor) as by:
            key = self.team.key("order", row.serial)
            return do(
                by=by, authorisation=row.pk, version=row.version, order=order, request_key=key
            )

    def run(self, wanted: Wanted) -> Authorisation:
        """A second person puts it in force."""
        row = self.give(wanted)
        with told_at(self.begins(wanted)), acting_as(self.team.lead) as by:
            return activate(by=by, authorisation=row.pk, version=row.version)


def write_measures(team: Team, network: Network) -> str:
    """One order at each turn; returns the number of the line that is listened to."""
    orders = Orders(team, network)
    line = network.number(0)
    # Soon over, and what recordings came under.
    orders.run(Wanted(Measure.INTERCEPTION, Identifier.PHONE, line, (-26, 3)))
    orders.run(Wanted(Measure.LOCATION, Identifier.PLATE, PLATES[0], (-4, 24), who=3))
    early = orders.run(Wanted(Measure.TRAFFIC, Identifier.PHONE, network.number(3), (-20, 8), 3))
    with told_at(team.ago(days=2)), acting_as(team.lead) as by:
        end_early(
            by=by, authorisation=early.pk, version=early.version,
            reason="Datele au ajuns, text inventat.",
        )  # fmt: skip
    house = orders.ask(
        Wanted(Measure.HOME_RECORDING, Identifier.ROOM, "Casa Inventată 7", (0, 20), who=2)
    )
    with acting_as(team.prosecutor) as by:
        refuse_request(
            by=by, authorisation=house.pk, version=house.version,
            reason="Aceleași date se află din convorbiri, text inventat.",
        )  # fmt: skip
    orders.give(Wanted(Measure.DEVICE_SEARCH, Identifier.DEVICE, "Telefon S-0101", (0, 14)))
    orders.ask(Wanted(Measure.BANK, Identifier.ACCOUNT, "CONT-DEMO-0001", (1, 29), who=5))
    if team.country.code == "RO":
        # The table of the other country has no urgent path.
        number = network.number(5)
        orders.run(Wanted(Measure.INTERCEPTION, Identifier.PHONE, number, (0, 2), 5, urgent=True))
    return line
