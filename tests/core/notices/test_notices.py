import json
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.db.utils import ProgrammingError
from django.utils import timezone

from punte.core.agencies.door import Account
from punte.core.errors import NotHere
from punte.core.notices import actions, queries, recipients
from punte.core.notices.actions import Wishes
from punte.core.notices.kinds import KINDS
from punte.core.notices.models import Notice, Preferences
from punte.core.notices.tasks import mail_account
from tests.support.database import as_role
from tests.support.worlds import AgencyFactory, World, acting_as, viewer


def send(world: World, **changes: Any) -> int:
    values: dict[str, Any] = {
        "kind": "new_referral",
        "url": "/referrals/",
        "params": {"person": "Willow-1234"},
        **changes,
    }
    with acting_as(world.coordinator):
        return actions.send_notice(**values)


def test_a_notice_to_a_desk_reaches_those_who_answer_for_it_and_only_them(world: World) -> None:
    told, other = world.caseworker, world.other_caseworker
    assert send(world, to_desk=world.desk.pk) == 1
    with acting_as(told):
        notice = queries.my_notices(told).get()
        assert str(notice.text) == "A new referral waits for your answer"
        assert notice.about == ["Willow-1234"]
        assert queries.unread_count(told) == 1
    with acting_as(other):
        assert not Notice.objects.exists()


def test_nobody_sees_another_s_notice_even_who_sent_it(world: World) -> None:
    assert send(world, to_accounts=[world.caseworker.account_id]) == 1
    with acting_as(world.coordinator):
        assert Notice.objects.count() == 0
    assert Notice.objects.count() == 0  # no viewer, nothing


def test_without_a_viewer_nobody_can_be_told(world: World) -> None:
    account = world.caseworker.account_id
    with pytest.raises(ProgrammingError, match="row-level security"):
        actions.send_notice(kind="hand_over", url="/", to_accounts=[account])


def test_one_is_told_once_and_not_of_what_one_did_oneself(world: World) -> None:
    both = [world.caseworker.account_id, world.coordinator.account_id]
    told = send(world, to_desk=world.desk.pk, to_accounts=both, by=world.coordinator)
    assert told == 1


def test_reading_is_one_s_own(world: World) -> None:
    send(world, to_desk=world.desk.pk) if world.caseworker else None
    with acting_as(world.caseworker):
        notice = queries.my_notices(world.caseworker).get()
    with acting_as(world.officer), pytest.raises(NotHere):
        actions.read_notice(by=world.officer, notice_id=notice.pk)
    with acting_as(world.caseworker):
        first = actions.read_notice(by=world.caseworker, notice_id=notice.pk).read_at
        assert actions.read_notice(by=world.caseworker, notice_id=notice.pk).read_at == first
        assert queries.unread_count(world.caseworker) == 0


def test_reading_all(world: World) -> None:
    for _ in range(3):
        send(world, to_accounts=[world.officer.account_id])
    with acting_as(world.officer):
        assert actions.read_all_notices(by=world.officer) == 3
        assert actions.read_all_notices(by=world.officer) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "nothing_known"},
        {"url": "https://elsewhere.invalid/"},
        {"url": "//elsewhere.invalid/"},
        {"params": {"name": "Invented Name"}},
        {"params": {"person": "x" * 500}},
    ],
)
def test_what_a_notice_may_not_be(world: World, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="notice"):
        send(world, to_accounts=[world.officer.account_id], **change)


def test_muted_kinds_are_not_shown_but_urgent_ones_are(world: World) -> None:
    officer = world.officer
    with acting_as(officer):
        actions.set_preferences(
            by=officer, wishes=Wishes(muted=["new_referral"], mailed=[], language="ro")
        )
    assert send(world, to_accounts=[officer.account_id]) == 0
    assert send(world, to_accounts=[officer.account_id], urgent=True) == 1


def test_preferences_are_changed_by_their_owner_alone(world: World) -> None:
    with acting_as(world.officer):
        for language in ("ro", "uk"):
            actions.set_preferences(
                by=world.officer, wishes=Wishes(muted=[], mailed=[], language=language)
            )
        assert queries.my_preferences(world.officer).language == "uk"
    with acting_as(world.coordinator):
        assert Preferences.objects.update(language="en") == 0
        foreign = Preferences(account_id=world.supervisor.account_id, language="en")
        with pytest.raises(ProgrammingError, match="row-level security"):
            foreign.save(force_insert=True)


def test_preferences_refuse_what_does_not_exist(world: World) -> None:
    with acting_as(world.officer):
        for muted, language in ((["nothing"], "ro"), ([], "xx")):
            with pytest.raises(ValueError, match="no such"):
                actions.set_preferences(
                    by=world.officer, wishes=Wishes(muted=muted, mailed=[], language=language)
                )


def queued() -> list[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs ORDER BY id")
        return [(name, json.loads(args)) for name, args in cursor.fetchall()]


def test_an_e_mail_is_queued_once_with_nothing_but_the_account(world: World, settings: Any) -> None:
    account = world.officer.account_id
    send(world, to_accounts=[account])
    assert queued() == []  # no mail server set
    settings.EMAIL_HOST = "mail.invalid"
    send(world, to_accounts=[account], kind="loop_closed")
    assert queued() == []  # not a kind that mails
    for _ in range(3):
        send(world, to_accounts=[account])
    assert queued() == [("notices.mail_account", {"account_id": account})]


def test_the_e_mail_says_only_that_something_waits(world: World, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://punte.invalid/"
    account = Account.objects.get(pk=world.officer.account_id)
    mail_account(account_id=account.pk)
    message = mail.outbox[0]
    assert message.to == [account.email]
    assert message.subject == "Something waits for you in Punte"
    assert "https://punte.invalid/notices/" in str(message.body)
    assert account.name not in str(message.body)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    mail_account(account_id=account.pk)
    assert len(mail.outbox) == 1


def test_an_audience_number_reaches_a_person_a_desk_leads_or_a_country(world: World) -> None:
    caseworker, supervisor = world.caseworker, world.supervisor
    ids = recipients.at_audience
    assert ids(caseworker.account_audience) == [caseworker.account_id]
    assert ids(world.desk.audience) == [caseworker.account_id]
    assert ids(world.unit.audience) == [supervisor.account_id]
    assert ids(world.md.coordination_audience) == [supervisor.account_id]
    assert ids(world.md.oversight_audience) == []
    assert ids(world.overseer.oversight_audience) == [world.overseer.account_id]


def test_the_next_step_is_never_empty(world: World) -> None:
    above = world.foreign_coordinator.account_id
    lead = viewer(world.ngo, "supervisor").account_id
    today = timezone.localdate()
    assert recipients.coordination_above(world.desk.audience, today) == [above]
    assert recipients.at_desk(world.other_desk.pk) == [lead]
    assert recipients.agency_behind(2_000_000_000) is None


def test_few_of_the_coordination_are_told_the_nearest_and_those_at_work_first(
    world: World,
) -> None:
    today = timezone.localdate()
    far, near, holder = (
        AgencyFactory(jurisdiction=world.ro, kind="coordination", district=place)
        for place in ("Elsewhere", world.ngo.district or "Here", "Far")
    )
    type(world.ngo).objects.filter(pk=world.ngo.pk).update(district=near.district)
    world.ngo.refresh_from_db()
    found = [
        viewer(unit, role).account_id
        for unit, role in (
            (far, "coordinator"), (far, "supervisor"), (near, "coordinator"),
            (near, "supervisor"), (holder, "coordinator"), (holder, "officer"),
        )
    ]  # fmt: skip
    of_far, lead_far, of_near, lead_near, of_holder, _officer = found
    ordered = recipients.coordination_of(world.ngo, holder.audience)
    assert ordered == [of_holder, lead_near, of_near, lead_far, of_far]
    assert recipients.coordination_of(world.ngo, 0)[:2] == [lead_near, of_near]
    assert recipients.coordination_of(near, near.audience)[-2:] == [lead_near, of_near]
    with as_role("punte_owner"):
        Preferences.objects.create(
            account_id=lead_near, language="en", away_from=today, away_until=today
        )
    with acting_as(world.caseworker):
        assert recipients.at_work_first(ordered, today)[-1] == lead_near
        above = recipients.coordination_above(world.ngo.audience, today)
    assert above == [of_near, lead_far, of_far]


def test_a_country_s_coordination_has_its_unit_behind_it(world: World) -> None:
    assert world.unit
    assert recipients.agency_behind(world.md.coordination_audience) == world.unit


def test_closed_agencies_and_those_who_left_are_not_told(world: World) -> None:
    closed = AgencyFactory(jurisdiction=world.md, active=False)
    lead = viewer(closed, "supervisor")
    assert recipients.at_audience(lead.account_audience) == []
    Account.objects.filter(pk=world.officer.account_id).update(is_active=False)
    assert recipients.at_audience(world.officer.account_audience) == []


def test_the_worker_tells_too(world: World) -> None:
    account = world.officer.account_id
    with acting_as(world.officer):
        with as_role("punte_worker"):
            assert actions.send_notice(kind="deadline_near", url="/", to_accounts=[account]) == 1
        assert queries.unread_count(world.officer) == 1


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM notices_notice", "UPDATE notices_notice SET url = '/x'"],
)
def test_a_notice_is_not_rewritten(db: None, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_kind_has_a_text_and_an_icon_of_the_sprite() -> None:
    from punte.ui.templatetags.ui import icon_names

    assert all(str(kind.text) and kind.icon in icon_names() for kind in KINDS.values())
