"""The list of cases: what is asked of it, what each row says besides, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Choice
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from punte.core.access.door import Viewer
from punte.core.agencies.door import Jurisdiction
from punte.investigation.cases.models import Case, CaseOffence, Member, Offence
from punte.investigation.cases.queries.cases import own_cases
from punte.investigation.cases.waiting import cases_waiting
from punte.investigation.cases.words import Part, Stage


@dataclass(frozen=True)
class Wanted:
    """What a list of cases asks for; empty values ask for nothing.

    offence: a key of the table, in whichever wording. part: what the viewer does in the team.
    since, until: first and last day on which it was opened. waiting: something waits for them.
    """

    q: str = ""
    stage: str = ""
    origin: str = ""
    offence: str = ""
    jurisdiction: str = ""
    part: str = ""
    since: date | None = None
    until: date | None = None
    open: bool = False
    waiting: bool = False


def cases_like(viewer: Viewer, wanted: Wanted) -> QuerySet[Case]:
    """Of the viewer's cases, those that fit. Raises Refused."""
    rows = own_cases(viewer).filter(_plain(wanted))
    if wanted.q:
        rows = rows.filter(_named(wanted.q))
    if wanted.offence:
        about = _offences(viewer).filter(offence__key=wanted.offence)
        rows = rows.filter(pk__in=about.values("case"))
    if wanted.part:
        rows = rows.filter(pk__in=_places(viewer).filter(part=wanted.part).values("case"))
    if wanted.waiting:
        rows = rows.filter(pk__in=cases_waiting(viewer))
    return rows


def _plain(wanted: Wanted) -> Q:
    fits = Q()
    for column in ("stage", "origin", "jurisdiction"):
        if getattr(wanted, column):
            fits &= Q(**{column: getattr(wanted, column)})
    if wanted.since:
        fits &= Q(opened_at__date__gte=wanted.since)
    if wanted.until:
        fits &= Q(opened_at__date__lte=wanted.until)
    return fits & ~Q(stage=Stage.CLOSED) if wanted.open else fits


def _named(text: str) -> Q:
    """By name, court's number, the origin's, or the agency's own number, such as 2026-0042."""
    year, _dash, serial = text.partition("-")
    found = Q(name__icontains=text) | Q(court_number__icontains=text)
    found |= Q(origin_reference__icontains=text)
    if year.isdecimal() and serial.isdecimal() and len(year) == 4 and len(serial) < 7:
        found |= Q(year=int(year), serial=int(serial))
    return found


def _places(viewer: Viewer) -> QuerySet[Member]:
    rows = Member.objects.visible_to(viewer).filter(until=None)
    return rows.filter(account=viewer.account_id, agency=viewer.agency_id)


def _offences(viewer: Viewer) -> QuerySet[CaseOffence]:
    return CaseOffence.objects.visible_to(viewer).filter(ended_at=None)


def with_more(viewer: Viewer, rows: QuerySet[Case]) -> QuerySet[Case]:
    """Each row with `part` (the viewer's), `articles` (of its offences) and `place` (of its stage
    in the order of a case's life).
    """
    part = _places(viewer).filter(case=OuterRef("pk")).values("part")[:1]
    articles = _offences(viewer).filter(case=OuterRef("pk")).order_by("offence__article")
    stages = [When(stage=stage, then=Value(place)) for place, stage in enumerate(Stage)]
    return rows.annotate(
        part=Subquery(part),
        articles=ArraySubquery(articles.values("offence__article")),
        place=Choice(*stages, default=Value(0), output_field=IntegerField()),
    )


def counts_of(viewer: Viewer) -> dict[str, int]:
    """How many cases the viewer has: `all`, `open`, and `lead` for those open ones they lead."""
    going = ~Q(stage=Stage.CLOSED)
    led = Q(pk__in=_places(viewer).filter(part=Part.LEAD).values("case"))
    return own_cases(viewer).aggregate(
        all=Count("pk"), open=Count("pk", filter=going), lead=Count("pk", filter=going & led)
    )


def offences_met(viewer: Viewer) -> dict[str, str]:
    """The offences that the viewer's cases are about, by key, each in its newest wording."""
    rows = Offence.objects.filter(pk__in=_offences(viewer).values("offence"))
    return {row.key: str(row) for row in rows.order_by("jurisdiction", "article", "since")}


def countries_met(viewer: Viewer) -> list[tuple[str, str]]:
    """The countries under whose law the viewer's cases stand, by code and name."""
    codes = own_cases(viewer).order_by().values("jurisdiction")
    rows = Jurisdiction.objects.filter(code__in=codes).order_by("name")
    return list(rows.values_list("code", "name"))
