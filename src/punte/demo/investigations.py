"""Invented cases of both countries, made by the rooms' own actions as their people would.

Cases are told from the minute of seeding, whatever day the corridor ends on.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils import timezone, translation

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Membership, viewer_for
from punte.demo.archive import write_archive
from punte.demo.blocks import Order
from punte.demo.courses import Course, write_course
from punte.demo.exhibits import write_exhibits
from punte.demo.lists import write_lists
from punte.demo.measures import write_measures
from punte.demo.reasoning import write_reasoning
from punte.demo.recordings import write_recordings
from punte.demo.rng import stream
from punte.demo.subjects import Neighbour, Network
from punte.demo.teams import COUNTRIES, Country, Team, colleagues, join, join_all, player, told_at
from punte.demo.victims import write_victims
from punte.investigation.cases.door import (
    Case,
    Closing,
    Facts,
    Hits,
    Origin,
    Part,
    Stage,
    Wish,
    add_offence,
    add_task,
    answer_point,
    move_case,
    offences_in_force,
    open_case,
)

KEYS = UUID("0d3d3000-0000-7000-8000-000000000000")
# Code names say nothing: birds.
BIRDS = (
    "Stârc", "Cocor", "Pescăruș", "Rândunica", "Lăstun", "Vânturel", "Codobatura", "Gaița",
    "Sticlete", "Mierla", "Presura", "Ciuf", "Egreta", "Lopătar", "Pițigoi", "Sfrâncioc",
)  # fmt: skip
LADDER = (
    Stage.LEAD, Stage.INVESTIGATION, Stage.CHARGED, Stage.TRIAL, Stage.APPEAL, Stage.FINAL,
    Stage.ENFORCEMENT, Stage.CLOSED,
)  # fmt: skip
# How far each case has come. The first is the large one; the next few tell the most.
REACHED = (
    Stage.INVESTIGATION, Stage.ENFORCEMENT, Stage.TRIAL, Stage.CHARGED, Stage.LEAD, Stage.APPEAL,
    Stage.FINAL, Stage.CLOSED, Stage.ENFORCEMENT, Stage.ENFORCEMENT, Stage.TRIAL, Stage.LEAD,
    Stage.INVESTIGATION,
)  # fmt: skip
SILENT = 4  # this one tells others nothing
# How many days ago they were opened: those that have come far, and those that have not.
LONG_AGO, LATELY = 310, 42
PLAIN = 6  # from here on they are there for the counts: one accused, one task


def write_investigations(order: Order) -> int:
    """One large case a country, and some small ones at several stages; how many."""
    count = 1 + min(len(REACHED) - 1, order.size // 100)
    now = timezone.now().replace(second=0, microsecond=0)
    with translation.override("ro"):
        for country in COUNTRIES:
            local = list(colleagues(country, "investigator"))
            police = [person for person in local if person.agency.kind == "police"]
            prosecutors = list(colleagues(country, "prosecutor"))
            # The large case last: it asks what the others hold.
            teams = [
                write_case(order, country, number, police[number + 1], now)
                for number in reversed(range(count))
            ]
            with told_at(now - timedelta(days=9)):
                write_colleagues(teams, local, Part.INVESTIGATOR)
                write_colleagues(teams, prosecutors, Part.PROSECUTOR)
            if count > 1:
                write_archive(teams[-2], police, prosecutors)
            write_large(teams[-1])
    return count * len(COUNTRIES)


def write_case(
    order: Order, country: Country, number: int, local: Membership, now: datetime
) -> Team:
    """A case with its team, offences, tasks and course; `local` leads some."""
    rng = stream(order.seed, "case", country.code, number)
    lead = (
        player(f"investigator.{country.place}"),
        viewer_for(local),
        player(f"investigator2.{country.place}"),
    )[number % 3]
    far = REACHED[number] not in {Stage.LEAD, Stage.INVESTIGATION}
    opened = now - timedelta(days=LONG_AGO if far else LATELY, hours=number)
    facts = Facts(
        name=BIRDS[number % len(BIRDS)],
        origin=rng.choice([Origin.TIP, Origin.NOTIFICATION, Origin.OWN_WORK, Origin.PARTNER]),
        origin_on=(opened - timedelta(days=rng.randint(1, 20))).date(),
        origin_reference=f"D-{rng.randint(100, 999)}",
        summary="Caz inventat: muncă forțată la o fermă de peste graniță, acte reținute.",
        hits=Hits.SILENT if number == SILENT else Hits.OPEN,
        complex=number == 0,
    )
    key = uuid5(KEYS, f"{order.seed} {country.code} {number}")
    prosecutor = player(f"prosecutor.{country.code.lower()}")
    with told_at(opened):
        with acting_as(lead):
            case, lead = open_case(by=lead, facts=facts, request_key=key, synthetic=True)
        team = Team(case, country, rng, now, lead, prosecutor)
        with acting_as(lead):
            join(lead, case, prosecutor.account_id, Part.PROSECUTOR)
            _offences_and_tasks(team, 2 if number < PLAIN else 1)
    team.prosecutor = player(f"prosecutor.{country.code.lower()}")
    if number:
        write_small(team, number, opened)
    else:
        _stages(team, REACHED[number], opened + timedelta(days=1))
    return team


def write_small(team: Team, number: int, opened: datetime) -> None:
    """What it is about, and its way as far as it has come."""
    lead, case, country = team.lead, team.case, team.country
    with told_at(opened + timedelta(days=2)), acting_as(lead):
        source_at = opened + timedelta(days=1)
        people = Neighbour(lead, case, country.code, country.zone, team.rng, source_at).write(
            number
        )
    if REACHED[number] != Stage.LEAD:
        _stages(team, Stage.INVESTIGATION, opened + timedelta(days=5))
        write_course(team, REACHED[number], people, plain=number >= PLAIN)
        _stages(team, REACHED[number], team.ago(days=20))


def _offences_and_tasks(team: Team, count: int) -> None:
    """So many offences, and tasks for the lead."""
    case = team.case
    for offence in team.rng.sample(list(offences_in_force(case.jurisdiction))[:5], count):
        case.refresh_from_db()
        add_offence(by=team.lead, case_id=case.pk, offence=offence.pk, version=case.version)
    for text in ("Cereți lista de pasageri", "Verificați anunțul de angajare")[:count]:
        wish = Wish(
            title=text,
            assignee=team.lead.account_id,
            due_on=team.ahead(days=team.rng.randint(1, 20)).date(),
        )
        add_task(by=team.lead, case_id=case.pk, wish=wish, request_key=team.key(text))


def _stages(team: Team, to: Stage, at: datetime) -> None:
    """What the case's course has not brought about, step by step, by the prosecutor."""
    case, by = team.case, team.prosecutor
    case.refresh_from_db()
    for stage in LADDER[LADDER.index(Stage(case.stage)) + 1 : LADDER.index(to) + 1]:
        if stage == Stage.APPEAL and to != Stage.APPEAL:
            continue
        with told_at(at), acting_as(by):
            case.refresh_from_db()
            move_case(
                by=by,
                case_id=case.pk,
                to=stage,
                reason="Ordonanță inventată",
                version=case.version,
                request_key=team.key(stage),
                closing=Closing.ENFORCED if stage == Stage.CLOSED else None,
            )
    case.refresh_from_db()


def write_colleagues(teams: list[Team], people: list[Membership], part: Part) -> None:
    """Everybody who works on cases has one: they come into the teams of open ones in turn."""
    small = [team for team in teams[:-1] if team.case.open] or teams
    for number, team in enumerate(small):
        there = {team.lead.account_id, team.prosecutor.account_id}
        new = [one for one in people[number :: len(small)] if one.account_id not in there]
        with acting_as(team.lead):
            join_all(team.lead, team.case, new, part)


def write_large(team: Team) -> None:
    """The case that has everything: a network, exhibits, orders, sound, and what it adds up to."""
    lead, case, country = team.lead, team.case, team.country
    network = Network(lead, case, country.code, country.zone, team.rng, team.now)
    with told_at(team.ago(days=40)), acting_as(lead):
        for viewer, part in (
            (team.colleague, Part.INVESTIGATOR), (team.analyst, Part.ANALYST),
        ):  # fmt: skip
            join(lead, case, viewer.account_id, part)
        network.tell()
    Course(team, plain=False).suspect([network.people[0], network.people[2]], 34)
    with told_at(team.ago(days=18)), acting_as(team.prosecutor):
        write_victims(team, 19)
    exhibits = write_exhibits(team)
    orders = write_measures(team, network)
    write_recordings(team, orders)
    with told_at(team.ago(hours=20)), acting_as(lead):
        network.bring_lists()
        _answers(lead, case)
    write_lists(team, network)
    write_reasoning(team, network, exhibits)


# What the team of the large case has answered of its checklist.
ANSWERS = (
    ("referred", "done", ""), ("devices", "done", ""), ("adverts", "done", ""),
    ("partner_told", "done", "Întrebare inventată trimisă prin punctul de contact."),
    ("freezing", "under_way", ""),
)  # fmt: skip


def _answers(by: Viewer, case: Case) -> None:
    for point, answer, remark in ANSWERS:
        answer_point(by=by, case_id=case.pk, point=point, answer=answer, remark=remark)
