"""Messages to other programs: signed, at least once, tried again, played again; never inwards."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Invalid, NotHere, Refused
from punte.core.ids import new_id
from punte.core.ledger.door import record, sequence_pending
from punte.protection.interchange.actions.webhooks import (
    get_webhook,
    make_webhook,
    replay,
    send_again,
    switch_webhook,
)
from punte.protection.interchange.models import Delivery, Webhook
from punte.protection.interchange.webhooks.addresses import Unreachable, check_url, resolve
from punte.protection.interchange.webhooks.gathering import gather
from punte.protection.interchange.webhooks.sending import WAITS, send_due
from punte.protection.interchange.webhooks.signing import new_secret, sign
from tests.support.database import as_role
from tests.support.worlds import World, viewer


class Receiver(HTTPServer):
    """Keeps what it gets, and answers with the next of `answers`, else 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/punte"


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers.items()), body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing: the test looks itself."""


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_LOCAL = True
    server = Receiver()
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def manager(world: World) -> Viewer:
    return viewer(world.unit, "manager")


def hook_to(by: Viewer, url: str) -> tuple[Webhook, str]:
    with acting_as(by):
        return make_webhook(by=by, name="Ours", url=url, kinds=["referral"], request_key=uuid4())


def happen(by: Viewer, action: str = "referral.accept") -> None:
    with acting_as(by):
        detail = {"referral": str(new_id()), "to": "accepted"}
        record(action=action, by=by, subject=new_id(), owners=[by.agency_audience], detail=detail)


def tell(later: timedelta = timedelta()) -> int:
    now = timezone.now() + later
    with as_role("punte_worker"):
        sequence_pending()
        gather(now)
        return send_due(now)


def rows(by: Viewer) -> list[Delivery]:
    with acting_as(by):
        return list(Delivery.objects.visible_to(by).order_by("place"))


def test_a_message_is_signed_and_says_no_more_than_ids(world: World, receiver: Receiver) -> None:
    by = manager(world)
    _hook, secret = hook_to(by, receiver.url)
    happen(world.coordinator)
    assert tell() == 1
    [(headers, body)] = receiver.got
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    said = json.loads(body)
    assert said["type"] == "referral.accept"
    assert set(said["data"]) == {"id", "place", "person", "ids"}
    assert set(said["data"]["ids"]) == {"referral"}
    assert [row.state for row in rows(by)] == ["sent"]


def test_only_own_changes_of_the_chosen_kinds_are_told(world: World, receiver: Receiver) -> None:
    hook_to(manager(world), receiver.url)
    happen(world.foreign_coordinator)
    happen(world.coordinator, "person.edit")
    happen(world.coordinator, "person.read")
    assert tell() == 0
    assert receiver.got == []


def test_what_happened_before_is_not_told_until_replayed(world: World, receiver: Receiver) -> None:
    by = manager(world)
    happen(world.coordinator)
    with as_role("punte_worker"):
        sequence_pending()
    hook, _secret = hook_to(by, receiver.url)
    assert tell() == 0
    with acting_as(by):
        replay(by=by, hook=hook.id, place=-1)
    assert tell() == 1
    with acting_as(by):
        replay(by=by, hook=hook.id, place=-1)
    assert tell() == 1
    first, second = receiver.got
    assert first[0]["webhook-id"] == second[0]["webhook-id"]


def test_a_failed_message_is_tried_again_and_given_up_at_last(
    world: World, receiver: Receiver
) -> None:
    by = manager(world)
    hook_to(by, receiver.url)
    happen(world.coordinator)
    receiver.answers = [500, *[302] * len(WAITS), 200]
    assert tell() == 0
    assert tell() == 0
    assert len(receiver.got) == 1
    for _try in WAITS:
        assert tell(timedelta(days=2)) == 0
    [row] = rows(by)
    assert (row.state, row.status, row.tries) == ("dead", 302, len(WAITS) + 1)
    with acting_as(by):
        send_again(by=by, delivery=row.id)
    assert tell() == 1
    assert rows(by)[0].state == "sent"


def test_who_is_gone_is_asked_no_more(world: World, receiver: Receiver) -> None:
    by = manager(world)
    hook_to(by, receiver.url)
    happen(world.coordinator)
    receiver.answers = [410]
    assert tell() == 0
    assert rows(by)[0].state == "dead"


def test_one_that_does_not_answer_is_asked_once_a_round(world: World, settings: Any) -> None:
    settings.WEBHOOKS_LOCAL = True
    by = manager(world)
    hook_to(by, "http://127.0.0.1:9/closed")
    for _ in range(3):
        happen(world.coordinator)
    assert tell() == 0
    assert sorted(row.tries for row in rows(by)) == [0, 0, 1]
    assert {row.trouble for row in rows(by)} == {"", "no_answer"}


def test_a_stopped_one_goes_on_where_it_was(world: World, receiver: Receiver) -> None:
    by = manager(world)
    hook, _secret = hook_to(by, receiver.url)
    with acting_as(by):
        switch_webhook(by=by, hook=hook.id, active=False)
    happen(world.coordinator)
    assert tell() == 0
    with acting_as(by):
        switch_webhook(by=by, hook=hook.id, active=True)
    assert tell() == 1


def test_webhooks_are_the_manager_s_and_the_agency_s(world: World, settings: Any) -> None:
    settings.WEBHOOKS_LOCAL = True
    hook, _secret = hook_to(manager(world), "http://127.0.0.1:9/x")
    other = viewer(world.ngo, "manager")
    with acting_as(other), pytest.raises(NotHere):
        get_webhook(other, hook.id)
    with acting_as(world.coordinator) as by:
        assert replay(by=by, hook=hook.id, place=-1).round == 1
        with pytest.raises(Refused):
            switch_webhook(by=by, hook=hook.id, active=False)
    worker = viewer(world.unit, "caseworker")
    with acting_as(worker), pytest.raises(Refused):
        get_webhook(worker, hook.id)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "https://localhost/", "https://127.0.0.1/", "https://10.1.2.3/",
        "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest",
        "https://2130706433/", "https://0x7f.1/", "https://intranet/", "https://a.local/",
        "https://user:pw@example.org/", "https://example.org/#x", "ftp://example.org/", "https://",
        "https://exa mple.org/", "https://example.org:99999/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_addresses_into_closed_networks_are_refused(url: str) -> None:
    with pytest.raises(Invalid):
        check_url(url)


def test_an_open_address_is_taken() -> None:
    check_url("https://hooks.example.org/a?b=c")


def test_a_name_that_leads_inwards_is_found_out_when_sending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.0.0.5", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: answer)
    with pytest.raises(Unreachable, match="closed_network"):
        resolve("https://hooks.example.org/")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        check_url(text)
    except Invalid as refused:
        assert refused.message  # noqa: PT017


@given(st.binary(max_size=50), st.integers(0, 2**40))
def test_a_signature_depends_on_everything(body: bytes, at: int) -> None:
    secret = new_secret()
    first = sign(secret, "a", at, body)
    assert first == sign(secret, "a", at, body)
    others = {
        sign(secret, "b", at, body), sign(secret, "a", at + 1, body),
        sign(secret, "a", at, body + b"x"), sign(new_secret(), "a", at, body),
    }  # fmt: skip
    assert first not in others
