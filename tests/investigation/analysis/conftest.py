"""A case with phones that all of the team see, and one that its lead alone sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as, open_circle
from punte.core.agencies.door import Account
from punte.investigation.cases.models import Case
from punte.investigation.subjects.batch import NewEntity
from punte.investigation.subjects.models import Source
from tests.support.cases import in_team, make_case
from tests.support.subjects import link, make_source, thing, write
from tests.support.worlds import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Net:
    """a called b thrice and c once, b called c; hidden, called by a and c, is the lead's alone."""

    case: Case
    lead: Viewer
    other: Viewer
    wide: Source
    narrow: Source
    a: UUID
    b: UUID
    c: UUID
    hidden: UUID

    def add(self, source: Source, *new: NewEntity) -> None:
        write(self.lead, self.case, source, *new)


def call(a: NewEntity, b: NewEntity, at: str) -> NewEntity:
    made = link("Call", a, b, startDate=at)
    made.started_at = timezone.make_aware(datetime.fromisoformat(at))
    return made


@pytest.fixture
def net(world: World) -> Net:
    case, lead = make_case(world.investigator)
    other = in_team(case, lead, world.second_investigator)
    with acting_as(lead):
        circle, lead = open_circle(by=lead)
    wide = make_source(lead, case, source_grade="B", info_grade="2", handling="H1")
    narrow = make_source(lead, case, "Narrow", narrow_to=circle)
    a, b, c, hidden = (thing("Phone", number=f"+3736900000{n}") for n in range(4))
    calls = [call(a, b, f"2026-05-0{day} 10:00") for day in (1, 2, 2)]
    write(lead, case, wide, a, b, c, *calls, call(a, c, "2026-05-09 23:30"), link("Call", b, c))
    few = [call(a, hidden, "2026-05-03 10:00"), call(hidden, c, "2026-05-03 11:00")]
    write(lead, case, narrow, hidden, *few)
    return Net(case, lead, other, wide, narrow, a.id, b.id, c.id, hidden.id)


def browser_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=viewer.account_id), backend=BACKEND)
    return client
