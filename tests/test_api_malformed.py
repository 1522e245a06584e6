"""Requests by the hundred, fitting and malformed, made from the description: none is a fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation.meta import TestPhase
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from punte.core.access.door import acting_as
from punte.investigation.cases.actions.team import add_member
from punte.investigation.cases.queries.team import possible_members
from punte.investigation.cases.words import Part
from tests.support.cases import make_case
from tests.support.programs import make_program
from tests.support.worlds import World

DESCRIBED = json.loads(Path(__file__).with_name("openapi.json").read_text())
DESCRIBED["servers"] = [{"url": "http://localhost"}]
schema = schemathesis.openapi.from_dict(DESCRIBED)
schema.app = WSGIHandler()
EDGES: dict[str, Iterator[int]] = {}


@pytest.fixture
def token(world: World) -> Iterator[str]:
    """A coordinator's program; the suite's connection stays open between its requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield make_program(world.unit, "coordinator")
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def seated(world: World) -> Callable[[], tuple[str, str]]:
    """Makes, when first asked, a program that sits in a case; and gives the case's key."""

    @cache
    def make() -> tuple[str, str]:
        case, by = make_case(world.investigator)
        token = make_program(world.police, "crime_analyst")
        with acting_as(by):
            [row] = possible_members(by, case).filter(account__program=True)
            add_member(
                by=by, case_id=case.pk, membership=row.pk, part=Part.ANALYST, version=case.version
            )
        return token, str(case.pk)

    return make


def is_tried(case: schemathesis.Case) -> bool:
    """All that is made up at random, and of an operation's hundred edge cases every fifth: the
    operations share their kinds of values, and begin at different ones.
    """
    if case.meta is None or case.meta.phase.name != TestPhase.COVERAGE:
        return True
    seen = EDGES.setdefault(case.operation.label, count(len(EDGES)))
    return next(seen) % 5 == 0


@schema.parametrize()
@settings(
    max_examples=5,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_is_a_fault(
    case: schemathesis.Case, token: str, seated: Callable[[], tuple[str, str]]
) -> None:
    if not is_tried(case):
        return
    if case.operation.path.startswith("/api/cases"):
        token, key = seated()
        if "case_id" in case.path_parameters:
            case.path_parameters["case_id"] = key
    case.headers["Authorization"] = f"Bearer {token}"
    answer = case.call()
    checks = [not_a_server_error, content_type_conformance, response_schema_conformance]
    if answer.status_code < 400:
        checks.append(status_code_conformance)
    else:
        assert answer.headers["content-type"] == ["application/problem+json"]
        checks = [not_a_server_error]
    case.validate_response(answer, checks=checks)
