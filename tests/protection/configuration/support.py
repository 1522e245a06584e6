"""Invented contents and people for the tests of configuration."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account
from punte.protection.configuration.actions.editions import begin_draft, publish_draft
from punte.protection.configuration.models import Edition
from tests.support.worlds import World, viewer

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def words(text: str) -> dict[str, str]:
    return {"en": text, "ro": f"{text} ro", "ru": f"{text} ru", "uk": f"{text} uk"}


def question(name: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    codes = ["a", "b", "c"] if kind in {"one", "many"} else []
    return {
        "name": name,
        "type": kind,
        "labels": words(name),
        "hints": {},
        "required": False,
        "relevant": "",
        "constraint": "",
        "messages": {},
        "choices": [{"code": code, "labels": words(code)} for code in codes],
        **more,
    }


def form(
    *questions: dict[str, Any], place: str = "assessment", data_class: str = "operational"
) -> dict[str, Any]:
    return {
        "titles": words("Sample"),
        "place": place,
        "data_class": data_class,
        "questions": list(questions),
    }


def two_editors(world: World) -> tuple[Viewer, Viewer]:
    return viewer(world.unit, "administrator"), viewer(world.unit, "administrator")


def published(pair: tuple[Viewer, Viewer], kind: str, key: str, content: dict[str, Any]) -> Edition:
    """In force from today: written by one, published by the other."""
    with acting_as(pair[0]) as by:
        draft = begin_draft(by=by, kind=kind, key=key, content=content)
    with acting_as(pair[1]) as by:
        return publish_draft(
            by=by, edition=draft.id, revision=draft.revision, valid_from=timezone.localdate()
        )


def signed_in(who: Viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id), backend=BACKEND)
    return client
