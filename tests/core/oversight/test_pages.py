from uuid import UUID, uuid4

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punte.algorithms.merkle import leaf_hash, parse_proof, parse_vkey, verify_proof
from punte.core.access.door import acting_as
from punte.core.ledger import keys
from punte.core.ledger.checks import run_check
from punte.core.ledger.door import Check, Entry, Filters, log_key, record
from punte.core.oversight.queries import person_report
from tests.core.ledger.owner import as_owner, role, sealed, written
from tests.core.oversight.conftest import SignIn
from tests.support.worlds import World

PAGES = ["home", "log", "glass", "checkpoint", "find_person"]


def address(name: str, entry: Entry) -> str:
    arguments = {
        "entry": [entry.pk],
        "proof": [entry.pk],
        "person_readings": [entry.subject],
        "check_state": [uuid4()],
        "glass_review": [uuid4()],
    }
    return reverse(f"oversight:{name}", args=arguments.get(name, []))


@pytest.mark.parametrize("name", ["home", "log", "glass", "checkpoint", "entry", "proof"])
def test_oversight_may(world: World, sign_in: SignIn, name: str) -> None:
    entry = sealed(world.coordinator, 3)[0]
    assert sign_in(world.overseer).get(address(name, entry)).status_code == 200


@pytest.mark.parametrize("name", [*PAGES, "entry", "proof", "check_state", "glass_review"])
def test_others_may_not_and_the_try_is_kept(world: World, sign_in: SignIn, name: str) -> None:
    entry = sealed(world.coordinator, 3)[0]
    assert sign_in(world.coordinator).get(address(name, entry)).status_code == 403
    with acting_as(world.overseer):
        denied = Entry.objects.get(action="access.denied")
    assert denied.account_id == world.coordinator.account_id


@pytest.mark.parametrize("name", [*PAGES, "entry", "proof", "person_readings"])
def test_strangers_are_sent_to_sign_in(world: World, client: Client, name: str) -> None:
    entry = sealed(world.coordinator, 1)[0]
    answer = client.get(address(name, entry))
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)


def test_a_person_report_for_its_coordinator_and_for_oversight_and_for_no_other(
    world: World, sign_in: SignIn
) -> None:
    entry = written(world.coordinator, 2)[0]
    for viewer in (world.coordinator, world.second_coordinator, world.overseer):
        answer = sign_in(viewer).get(address("person_readings", entry))
        assert answer.status_code == 200
        assert world.coordinator.display_name in answer.content.decode()
        assert "identity" in answer.content.decode()
    assert sign_in(world.caseworker).get(address("person_readings", entry)).status_code == 404
    assert (
        sign_in(world.foreign_coordinator).get(address("person_readings", entry)).status_code == 404
    )
    assert sign_in(world.officer).get(address("person_readings", entry)).status_code == 403


def test_reading_the_report_is_an_entry_too(world: World, sign_in: SignIn) -> None:
    entry = written(world.coordinator, 1)[0]
    sign_in(world.overseer).get(address("person_readings", entry))
    with acting_as(world.overseer):
        kept = Entry.objects.get(action="oversight.read_report")
    assert (kept.subject, kept.account_id) == (entry.subject, world.overseer.account_id)


def test_the_report_sorts_readings_changes_and_denied_tries(world: World) -> None:
    subject = uuid4()
    for action in ("person.read", "consent.record", "access.denied", "access.break_glass", "x.y"):
        written(world.coordinator, 1, subject, action=action)
    with acting_as(world.overseer) as viewer:
        report = person_report(viewer, subject, Filters(subject=subject))
    actions = [[row.action for row in section.rows] for section in report.sections]
    assert actions == [
        ["access.break_glass", "person.read"],
        ["x.y", "consent.record"],
        ["access.denied"],
    ]
    assert (report.total, report.listed) == (5, 5)


def test_an_unnamed_action_is_shown_as_code(world: World, sign_in: SignIn) -> None:
    entry = written(world.coordinator, 1, action="moon.land")[0]
    page = sign_in(world.overseer).get(address("person_readings", entry)).content.decode()
    assert "<code>moon.land</code>" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 5),
        ("kind=reading", 3),
        ("kind=denied", 1),
        ("kind=writing", 1),
        ("action=person.read", 3),
        ("since=2000-01-01&until=2000-01-02", 0),
        ("until=9999-12-31", 5),
    ],
)
def test_the_log_is_narrowed(world: World, sign_in: SignIn, query: str, count: int) -> None:
    written(world.coordinator, 3)
    written(world.coordinator, 1, action="access.denied")
    written(world.coordinator, 1, action="moon.land")
    answer = sign_in(world.overseer).get(reverse("oversight:log") + "?" + query)
    assert answer.context["table"].count == count


def test_the_log_by_agency_and_by_person(world: World, sign_in: SignIn) -> None:
    subject = uuid4()
    written(world.coordinator, 3)
    written(world.supervisor, 2, subject)
    browser = sign_in(world.overseer)
    log = reverse("oversight:log")
    assert browser.get(f"{log}?subject={subject}").context["table"].count == 2
    assert browser.get(f"{log}?agency={world.unit.pk}").context["table"].count == 5
    assert browser.get(f"{log}?agency={world.border.pk}").context["table"].count == 0


@pytest.mark.parametrize(
    "query",
    [
        "since=nonsense",
        "since=2026-02-30",
        "agency=99999999999999999999",
        "agency=x",
        "subject=7",
        "kind=moon",
        "action=%F0%9F%92%A5",
        "page=99999999999999",
        "sort=-nothing",
        "since=2026-02-02&until=2026-01-01",
        "since=0001-01-01",
        "sort=who",
        "sort=-agency",
    ],
)
def test_bad_filters_are_told_and_break_nothing(world: World, sign_in: SignIn, query: str) -> None:
    written(world.coordinator, 1)
    assert sign_in(world.overseer).get(reverse("oversight:log") + "?" + query).status_code == 200


def test_a_foreign_entry_is_not_there(world: World, sign_in: SignIn) -> None:
    foreign = written(world.foreign_coordinator, 1)[0]
    browser = sign_in(world.overseer)
    assert browser.get(address("entry", foreign)).status_code == 404
    assert browser.get(address("proof", foreign)).status_code == 404
    assert browser.get(address("person_readings", foreign)).status_code == 404


def test_find_person(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.overseer)
    person = uuid4()
    answer = browser.get(reverse("oversight:find_person"), {"subject": str(person)})
    assert answer["Location"] == reverse("oversight:person_readings", args=[person])
    assert browser.get(reverse("oversight:find_person"), {"subject": "x"}).status_code == 422


def test_days_of_the_report(world: World, sign_in: SignIn) -> None:
    entry = written(world.coordinator, 1)[0]
    browser = sign_in(world.overseer)
    page = address("person_readings", entry)
    assert "Nobody read it" in browser.get(page + "?until=2001-01-01").content.decode()
    assert browser.get(page + "?until=never").status_code == 422


def test_downloads_prove_themselves(world: World, sign_in: SignIn) -> None:
    entry = sealed(world.coordinator, 9)[4]
    browser = sign_in(world.overseer)
    answer = browser.get(address("proof", entry) + "?entry=yes")
    proof = parse_proof(answer.content.decode())
    assert proof.extra is not None
    key = parse_vkey(log_key().vkey)
    assert verify_proof(proof, leaf_hash(proof.extra), key.name, [key], keys.verify)
    assert parse_proof(browser.get(address("proof", entry)).content.decode()).extra is None
    assert browser.get(reverse("oversight:checkpoint")).content.decode() == proof.checkpoint


def test_an_unsealed_log(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.overseer)
    assert "Nothing is sealed yet" in browser.get(reverse("oversight:home")).content.decode()
    assert browser.get(reverse("oversight:checkpoint")).status_code == 404
    entry = written(world.coordinator, 1)[0]
    assert browser.get(address("entry", entry)).status_code == 200
    assert browser.get(address("proof", entry)).status_code == 404


def start(world: World, sign_in: SignIn) -> UUID:
    answer = sign_in(world.overseer).post(reverse("oversight:check_start"))
    assert answer.status_code == 302
    with acting_as(world.overseer):
        return Check.objects.get(state="waiting").pk


def work(check: UUID) -> Check:
    with role("punte_worker"):
        return run_check(check)


def test_a_check_is_asked_for_done_by_the_worker_and_read(world: World, sign_in: SignIn) -> None:
    sealed(world.coordinator, 5)
    check = start(world, sign_in)
    browser = sign_in(world.overseer)
    page = reverse("oversight:check_state", args=[check])
    assert "waits for the worker" in browser.get(page).content.decode()
    assert work(check).state == "sound"
    assert "Nothing was altered" in browser.get(page).content.decode()


def test_a_second_click_finds_the_running_check(world: World, sign_in: SignIn) -> None:
    start(world, sign_in)
    sign_in(world.overseer).post(reverse("oversight:check_start"))
    with acting_as(world.overseer):
        assert Check.objects.count() == 1


def test_a_broken_log_is_told_in_words_with_a_link(world: World, sign_in: SignIn) -> None:
    entry = sealed(world.coordinator, 5)[0]
    as_owner("UPDATE ledger_entry SET purpose = 'service' WHERE id = %s", entry.id)
    check = start(world, sign_in)
    assert work(check).state == "broken"
    page = sign_in(world.overseer).get(reverse("oversight:home")).content.decode()
    assert "was altered after it was sealed" in page
    assert reverse("oversight:entry", args=[entry.pk]) in page


def test_the_outcome_of_a_check_cannot_be_forged(world: World) -> None:
    now = timezone.now()
    forged = Check(asked_by=world.overseer.account_id, asked_at=now, moved_at=now, state="sound")
    with acting_as(world.overseer), pytest.raises(Error, match="row-level"), transaction.atomic():
        forged.save(force_insert=True)


def test_only_oversight_starts_a_check(world: World, sign_in: SignIn) -> None:
    assert sign_in(world.coordinator).post(reverse("oversight:check_start")).status_code == 403
    assert sign_in(world.overseer).get(reverse("oversight:check_start")).status_code == 405
    assert sign_in(world.overseer).get(address("check_state", Entry(pk=uuid4()))).status_code == 404


def test_a_reason_in_the_log_is_escaped(world: World, sign_in: SignIn) -> None:
    with acting_as(world.coordinator) as viewer:
        entry = record(
            action="person.open_identity",
            by=viewer,
            subject=uuid4(),
            detail={"fields": ["phone", 7], "reason": "<script>x</script>"},
            owners=[viewer.agency_audience],
        )
    page = sign_in(world.overseer).get(address("person_readings", entry)).content.decode()
    assert "<script>x" not in page
    assert "phone, 7" in page
