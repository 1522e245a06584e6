"""The room's acts with the usual words, each in a transaction of its own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Desk
from punte.core.deadlines.door import Clock, clocks_about
from punte.protection.assistance.actions.answer import step_transfer
from punte.protection.assistance.actions.closing import Ending, close_file
from punte.protection.assistance.actions.follow_up import Try, record_follow_up
from punte.protection.assistance.actions.reopening import reopen_file
from punte.protection.assistance.actions.transfer import Offer, ask_transfer
from punte.protection.assistance.models import AssistanceFile, Closure, FollowUp, Transfer
from punte.protection.assistance.models.words import ReopenReason, TransferBasis

SUMMARY = "An invented story of help that ended well."


def ending(**values: Any) -> Ending:
    return Ending(**{"reason": "goals", "summary": SUMMARY, **values})


def close(by: Viewer, file: AssistanceFile, **values: Any) -> Closure:
    known = {"request_key": uuid4(), "ending": ending(), **values}
    with acting_as(by):
        return close_file(by=by, file=file.id, **known)


def reopen(by: Viewer, file: AssistanceFile, **values: Any) -> AssistanceFile:
    known = {"request_key": uuid4(), "reason": ReopenReason.NEEDS, **values}
    with acting_as(by):
        return reopen_file(by=by, file=file.id, **known)


def attempt(by: Viewer, row: FollowUp, made: Try, **values: Any) -> FollowUp:
    known = {"request_key": uuid4(), **values}
    with acting_as(by):
        return record_follow_up(by=by, follow_up=row.id, made=made, **known)


def offer(desk: Desk, **values: Any) -> Offer:
    known = {"summary": SUMMARY, "basis": TransferBasis.CONSENT, "facts": ["age_band", "language"]}
    return Offer(desk=desk, **{**known, **values})


def ask(by: Viewer, file: AssistanceFile, desk: Desk, **values: Any) -> Transfer:
    key = values.pop("request_key", None) or uuid4()
    version = values.pop("version", None)
    with acting_as(by):
        return ask_transfer(
            by=by, file=file.id, offer=offer(desk, **values), request_key=key, version=version
        )


def step(by: Viewer, row: Transfer, name: str, **values: Any) -> Transfer:
    known = {"request_key": uuid4(), **values}
    with acting_as(by):
        return step_transfer(by=by, transfer=row.id, step=name, **known)


def again(by: Viewer, file: AssistanceFile) -> AssistanceFile:
    """The file as it stands now."""
    with acting_as(by):
        return AssistanceFile.objects.get(pk=file.pk)


def assess_clock(by: Viewer, file: AssistanceFile) -> Clock:
    """The file's own clock; rooms above may start others."""
    [clock] = [c for c in clocks_about(by, [file.id])[file.id] if c.measure == "assistance.assess"]
    return clock
