"""Legal aid, rights and protective measures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere
from punte.protection.justice import rules
from punte.protection.justice.actions.common import start_justice
from punte.protection.justice.actions.support import (
    Answer,
    Talk,
    answer_aid,
    answer_measure,
    ask_aid,
    ask_measure,
    explain_rights,
)
from punte.protection.justice.data_messages import MESSAGES
from punte.protection.justice.instruments import measures_in, rights
from punte.protection.justice.models.words import AidKind, AskState, RightsForm, Understood
from tests.protection.justice.making import file_of
from tests.support.worlds import World, viewer

TODAY = timezone.localdate


def talk(**values: Any) -> Talk:
    known: dict[str, Any] = {
        "rights": ["lawyer", "help"],
        "language": "uk",
        "form": RightsForm.SPOKEN,
        "interpreter": True,
        "understood": Understood.YES,
        "explained_on": TODAY(),
        "copy_given": False,
    }
    return Talk(**{**known, **values})


def test_rights_are_due_from_opening_until_understood(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = file_of(by)
        start_justice(by, [file])
        assert [c.measure for c in clocks_about(by, [file.id])[file.id]] == ["justice.rights"]
        unclear = talk(understood=Understood.PARTLY)
        explain_rights(by=by, file=file.id, talk=unclear, request_key=uuid4())
        assert clocks_about(by, [file.id])
        row = explain_rights(by=by, file=file.id, talk=talk(), request_key=uuid4())
        assert (row.rights, row.text) == (["help", "lawyer"], "rights v1")
        assert clocks_about(by, [file.id]) == {}
        start_justice(by, [file])
        assert clocks_about(by, [file.id]) == {}
        for wrong in ({"rights": []}, {"rights": ["made_up"]}):
            with pytest.raises(Invalid):
                explain_rights(by=by, file=file.id, talk=talk(**wrong), request_key=uuid4())


def test_aid_is_asked_granted_and_ended_in_that_order(world: World) -> None:
    with acting_as(world.coordinator) as by:
        asked: dict[str, Any] = {"kind": AidKind.STATE, "office": "", "words": ""}
        row = ask_aid(by=by, file=file_of(by).id, asked_on=TODAY(), request_key=uuid4(), **asked)
        ended = Answer(AskState.ENDED, TODAY())
        with pytest.raises(Conflict):
            answer_aid(by=by, aid=row.id, version=1, answer=ended, office="")
        early = Answer(AskState.GRANTED, TODAY() - timedelta(days=1))
        with pytest.raises(Invalid):
            answer_aid(by=by, aid=row.id, version=1, answer=early, office="")
        granted = Answer(AskState.GRANTED, TODAY())
        row = answer_aid(by=by, aid=row.id, version=1, answer=granted, office="Invented Office")
        assert row.office == "Invented Office"
        with pytest.raises(Conflict):
            answer_aid(by=by, aid=row.id, version=1, answer=ended, office="")
        assert answer_aid(by=by, aid=row.id, version=2, answer=ended, office="").ended_on


def test_measures_belong_to_their_country(world: World) -> None:
    values: dict[str, Any] = {"body": "Invented Court", "words": ""}
    with acting_as(world.coordinator) as by:
        file = file_of(by)
        with pytest.raises(Invalid):
            ask_measure(
                by=by, file=file.id, kind="ro_protection_order", asked_on=TODAY(),
                request_key=uuid4(), **values,
            )  # fmt: skip
        row = ask_measure(
            by=by, file=file.id, kind="md_protection_order", asked_on=TODAY(),
            request_key=uuid4(), **values,
        )  # fmt: skip
        until = TODAY() + timedelta(days=90)
        with pytest.raises(Invalid):
            answer_measure(
                by=by, measure=row.id, version=1,
                answer=Answer(AskState.GRANTED, TODAY(), until=TODAY() - timedelta(days=1)),
            )  # fmt: skip
        answer = Answer(AskState.GRANTED, TODAY(), until=until)
        assert answer_measure(by=by, measure=row.id, version=1, answer=answer).until == until
    with acting_as(viewer(world.unit, "shelter_manager")) as by, pytest.raises(NotHere):
        answer_measure(by=by, measure=row.id, version=2, answer=answer)


def test_the_tables_lead_to_an_end() -> None:
    assert rules.ASKS[AskState.REFUSED] == rules.ASKS[AskState.ENDED] == frozenset()
    said = {line.source for line in rights()}
    measures = [line for country in ("MD", "RO") for line in measures_in(country)]
    said |= {words for line in measures for words in (line.source, line.law)}
    assert said == set(MESSAGES)
    assert not any(line.verified for line in measures_in("RO"))
