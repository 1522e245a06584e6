"""Two people at once, on real connections that commit: one wins, the other is told."""

from __future__ import annotations

from uuid import UUID, uuid4

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions
from punte.core.agencies.door import Desk
from punte.core.errors import Conflict, Invalid
from punte.protection.assistance.actions.answer import step_transfer
from punte.protection.assistance.actions.opening import open_file
from punte.protection.assistance.models import AssistanceFile, Transfer
from punte.protection.persons.models import Person
from punte.protection.referral.actions.send import draft_referral, send_referral
from punte.protection.referral.models import Referral
from tests.protection.assistance.acts import ask
from tests.protection.identification.test_at_once import at_once
from tests.support.database import CopiedDatabase, connected_to
from tests.support.persons import make_ask, make_consent, make_person
from tests.support.worlds import World, viewer


def ready(world: World) -> tuple[Person, AssistanceFile]:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
        return person, open_file(by=by, person=person.id, request_key=uuid4())


def test_one_file_though_two_open_it(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        with acting_as(world.coordinator) as by:
            person = make_person(by)

        def act(by: Viewer) -> AssistanceFile:
            return open_file(by=by, person=person.id, request_key=uuid4())

        one, two = at_once((world.coordinator, act), (world.second_coordinator, act))
        assert one.pk == two.pk


def test_accepted_or_withdrawn_and_never_both(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        person, file = ready(world)
        row = ask(world.coordinator, file, world.desk)

        def taking(name: str, key: UUID) -> object:
            def act(by: Viewer) -> Transfer:
                return step_transfer(by=by, transfer=row.id, step=name, request_key=key)

            return act

        found = at_once(
            (world.coordinator, taking("withdraw", uuid4())),  # type: ignore[arg-type]
            (world.caseworker, taking("accept", uuid4())),  # type: ignore[arg-type]
        )
        assert sum(isinstance(one, Conflict) for one in found) == 1
        [won] = [one for one in found if isinstance(one, Transfer)]
        with acting_as(world.coordinator):
            closed = AssistanceFile.objects.get(pk=file.pk).state == "closed"
        with acting_as(world.caseworker):
            opened = AssistanceFile.objects.filter(person=person).exists()
        assert (closed, opened) == ((won.state == "accepted"),) * 2


def test_a_desk_does_not_close_over_what_is_being_sent(copied: CopiedDatabase) -> None:
    with connected_to(copied):
        world = World()
        person, _file = ready(world)
        manager = viewer(world.ngo, "manager")
        with acting_as(world.coordinator) as by:
            draft = draft_referral(
                by=by, person=person.id, ask=make_ask(world.desk), request_key=uuid4()
            )

        def send(by: Viewer) -> Referral:
            return send_referral(by=by, referral=draft.id, request_key=uuid4())

        def close(by: Viewer) -> object:
            try:
                return actions.close_desk(by=by, desk_id=world.desk.pk)
            except Invalid as refusal:
                return refusal

        sent, closed = at_once((world.coordinator, send), (manager, close))
        assert isinstance(sent, Referral) != isinstance(closed, Desk)
