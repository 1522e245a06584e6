"""Outcomes, refusals and kinds of documents in the office's words and order."""

from __future__ import annotations

from copy import deepcopy

from django.utils import timezone

from punte.core.access.door import acting_as
from punte.protection.assistance.models import AssistanceFile
from punte.protection.configuration import queries
from punte.protection.delivery.models import ServiceItem
from tests.protection.configuration.support import published, two_editors, words
from tests.protection.delivery.support import at, planned
from tests.support.signs import client_of
from tests.support.worlds import World


def test_outcomes_and_refusals_follow_the_office(world: World, file: AssistanceFile) -> None:
    pair = two_editors(world)
    outcome = deepcopy(queries.content_of("list", "service_outcome"))
    items = {item["code"]: item for item in outcome["items"]}
    items["refused"]["labels"]["en"] = "Said no to it"
    items["partly"]["to"] = timezone.localdate().isoformat()
    published(pair, "list", "service_outcome", outcome)
    refusal = deepcopy(queries.content_of("list", "refusal_reason"))
    row = {"code": "work", "labels": words("Has to work"), "from": "", "to": ""}
    published(pair, "list", "refusal_reason", {"items": [row, *refusal["items"]]})
    with acting_as(world.caseworker) as by:
        service = planned(by, file)
    client, page = client_of(world.caseworker), at("service_outcome", service.id)
    shown = client.get(page).content
    assert b"Said no to it" in shown
    assert b'value="partly"' not in shown
    assert shown.index(b"Has to work") < shown.index(b"Not needed any more")
    given = {
        "outcome": "partly",
        "delivered_on": timezone.localdate().isoformat(),
        "version": service.version,
        "once": "00000000-0000-7000-8000-00000000000b",
    }
    assert client.post(page, given).status_code == 422
    answer = client.post(page, {**given, "outcome": "refused", "refusal": "work"})
    assert answer.status_code == 302, answer.content.decode()
    for url in (service.get_absolute_url(), at("services", file.id), at("file", file.id)):
        assert b"Said no to it" in client.get(url).content
    assert b"Has to work" in client.get(service.get_absolute_url()).content
    with acting_as(world.caseworker):
        assert ServiceItem.objects.get().refusal == "work"


def test_a_retired_outcome_stands_where_it_was_said(world: World, file: AssistanceFile) -> None:
    with acting_as(world.caseworker) as by:
        service = planned(by, file)
        ServiceItem.objects.filter(pk=service.pk).update(
            outcome="partly", delivered_on=timezone.localdate()
        )
    content = deepcopy(queries.content_of("list", "service_outcome"))
    for item in content["items"]:
        if item["code"] == "partly":
            item["to"] = timezone.localdate().isoformat()
    published(two_editors(world), "list", "service_outcome", content)
    client = client_of(world.caseworker)
    assert b"Delivered in part" in client.get(service.get_absolute_url()).content
    assert b'value="partly"' in client.get(at("service_outcome", service.id)).content


def test_retired_kinds_of_documents_are_offered_no_more(world: World, file: AssistanceFile) -> None:
    client, new, documents = (
        client_of(world.caseworker),
        at("document_new", file.id),
        at("documents", file.id),
    )
    assert b'value="court"' in client.get(new).content
    content = deepcopy(queries.content_of("list", "document_kind"))
    for item in content["items"]:
        if item["code"] == "court":
            item["to"] = timezone.localdate().isoformat()
    content["items"].reverse()
    published(two_editors(world), "list", "document_kind", content)
    shown = client.get(new).content
    assert b'value="court"' not in shown
    assert shown.index(b'value="other"') < shown.index(b'value="identity"')
    assert b'value="medical"' not in shown
    assert b'value="court"' in client.get(documents).content
