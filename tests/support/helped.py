"""An invented person who is being helped: a file with one row of each kind, for the interface."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.ids import new_id
from punte.protection.approvals.door import Wish, ask_approval
from punte.protection.assistance.actions.closing import Ending, close_file
from punte.protection.assistance.actions.transfer import Offer, ask_transfer
from punte.protection.assistance.door import FollowUp
from punte.protection.assistance.models.words import TransferBasis
from punte.protection.caseload.door import give_task
from punte.protection.delivery.actions.appointments import Terms, make_appointment
from punte.protection.delivery.actions.services import Plan, plan_service
from punte.protection.delivery.models.words import Provider
from punte.protection.interchange.actions.webhooks import make_webhook
from punte.protection.interchange.models import Delivery
from punte.protection.plans.actions.plan import add_goal, add_step
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.worlds import World, viewer

Keys = dict[str, UUID]


def make_helped(world: World, by: Viewer) -> Keys:
    """The keys of all rows by the name that addresses give them; bind the viewer first."""
    person = make_person(by)
    file = make_file(by, person)
    goal = add_goal(by=by, file=file.id, values={"words": "Papers", "area": "legal"},
                    request_key=uuid4())  # fmt: skip
    tomorrow = timezone.localdate() + timedelta(days=1)
    plan = Plan(tomorrow, Provider.OUTSIDE, provider_name="An office")
    service = plan_service(by=by, file=file.id, kind="legal", plan=plan, request_key=uuid4())
    terms = Terms("A lawyer", timezone.now() + timedelta(days=2), 60, by.account_id)
    meeting = make_appointment(by=by, file=file.id, terms=terms, request_key=uuid4())
    wish = Wish("file.close", "file", file.id, "/", "All has been done.", person=person.id)
    return {
        "person_id": person.id,
        "file_id": file.id,
        "goal_id": goal.id,
        "step_id": add_step(by=by, goal=goal.id, values={"words": "Ask"}, request_key=uuid4()).id,
        "service_id": service.id,
        "appointment_id": meeting.id,
        "task_id": give_task(by=by, words="Call", account=by.account_id, request_key=uuid4()).id,
        "approval_id": ask_approval(by=by, wish=wish, request_key=uuid4()).id,
        "transfer_id": offered(world, by),
        "follow_up_id": closed(by),
    }


def offered(world: World, by: Viewer) -> UUID:
    """A hand-over of another file that waits for a desk."""
    file = make_file(by, make_person(by, age_band="child"))
    offer = Offer(world.desk, "What the desk needs to know of it.", TransferBasis.CHILD,
                  ["sex"], "The best interests of the child, by law.")  # fmt: skip
    return ask_transfer(by=by, file=file.id, offer=offer, request_key=uuid4()).id


def closed(by: Viewer) -> UUID:
    """The first follow-up of another file that is closed."""
    file = make_file(by, make_person(by))
    close_file(by=by, file=file.id, ending=Ending("goals", "All goals are reached."),
               request_key=uuid4())  # fmt: skip
    return FollowUp.objects.filter(file=file).earliest("due_on").id


def make_heard(world: World) -> Keys:
    """A webhook of the unit with one message."""
    with acting_as(viewer(world.unit, "manager")) as by:
        url = "https://93.184.215.14/in"
        kinds = ["referral"]
        hook, _secret = make_webhook(by=by, name="Ours", url=url, kinds=kinds, request_key=uuid4())
        row = Delivery.objects.create(
            webhook=hook,
            entry=new_id(),
            place=4,
            body={"type": "referral.accept"},
            next_at=timezone.now(),
            made_at=timezone.now(),
            owner=hook.owner,
            audiences=hook.audiences,
        )
    return {"webhook_id": hook.id, "delivery_id": row.id}
