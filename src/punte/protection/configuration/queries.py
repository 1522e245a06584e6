"""What is in force, what waits, and what was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone, translation

from punte.core.access.door import Permission, Viewer
from punte.core.errors import NotHere
from punte.protection.configuration.models import Arrival, Edition, FormAnswers
from punte.protection.configuration.registry import find_piece, own_key, scope_of
from punte.protection.configuration.words import Kind, State, in_language

Content = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """A text in one language, with the version it was taken from (0: as delivered).

    own: it is an agency's own.
    """

    title: str
    body: str
    version: int
    own: bool = False


def editions(kind: str, key: str) -> QuerySet[Edition]:
    """All versions of a piece, newest first."""
    return Edition.objects.filter(kind=kind, key=key).order_by("-version")


def in_force(kind: str, key: str, day: date | None = None) -> Edition | None:
    """The version that holds on a day (today), or None: then the delivered content does."""
    rows = editions(kind, key).filter(state=State.PUBLISHED)
    return rows.filter(valid_from__lte=day or timezone.localdate()).first()


def content_of(kind: str, key: str, day: date | None = None) -> Content:
    """The content that holds; NotHere when there is no such piece."""
    edition = in_force(kind, key, day)
    content: Content = edition.content if edition else delivered(kind, key)
    return with_built_in(kind, key, content)


def delivered(kind: str, key: str) -> Content:
    """What the program brought; NotHere when it knows no such piece."""
    piece = find_piece(kind, key)
    if piece is None:
        raise NotHere(what=f"read configuration {kind}")
    return piece.builtin()


def with_built_in(kind: str, key: str, content: Content) -> Content:
    """Codes that a newer program brought stand at the end until somebody orders them."""
    if kind != Kind.LIST or find_piece(kind, key) is None:
        return content
    known = {item["code"] for item in content["items"]}
    more = [item for item in delivered(kind, key)["items"] if item["code"] not in known]
    return {"items": [*content["items"], *more]}


def codes_to_keep(key: str) -> set[str]:
    """Codes that records may hold: they are retired, never removed."""
    contents = [e.content for e in editions(Kind.LIST, key).filter(state=State.PUBLISHED)]
    return {item["code"] for c in [delivered(Kind.LIST, key), *contents] for item in c["items"]}


def choices(
    list_key: str, language: str = "", *, keep: Iterable[str] = (), day: date | None = None
) -> list[tuple[str, str]]:
    """Code and words of what one may choose today, in order. keep: codes shown though retired.

    language: the reader's by default. NotHere when no room has named such a list.
    """
    when = (day or timezone.localdate()).isoformat()
    tongue, kept = language or translation.get_language() or "en", set(keep)
    return [
        (item["code"], in_language(item["labels"], tongue) or item["code"])
        for item in content_of(Kind.LIST, list_key, day)["items"]
        if item["code"] in kept
        or ((item["from"] or when) <= when and (not item["to"] or when < item["to"]))
    ]


def label_of(list_key: str, code: str, language: str = "") -> str:
    """The words of a code, also of a retired one; the code itself when it is unknown."""
    return dict(choices(list_key, language, keep=[code])).get(code, code)


def labels_of(list_key: str, language: str = "") -> dict[str, str]:
    """The words of all codes of a list, retired ones too, in one query: for pages of many rows."""
    tongue = language or translation.get_language() or "en"
    items = content_of(Kind.LIST, list_key)["items"]
    return {item["code"]: in_language(item["labels"], tongue) or item["code"] for item in items}


def text(key: str, language: str = "") -> Words:
    """A text in force today, or as delivered."""
    return words_of(in_force(Kind.TEXT, key), key, language)


def text_for(key: str, agency: int, language: str = "") -> Words:
    """The own text of an agency (its id) in force today, or else that of the node."""
    mine = own_key(key, agency)
    edition = in_force(Kind.TEXT, mine)
    own = words_of(edition, mine, language) if edition else None
    return own if own and (own.title or own.body) else text(key, language)


def words_of(edition: Edition | None, key: str, language: str = "") -> Words:
    """A version of a text, or what was delivered, in the language or the first that has it."""
    content = edition.content if edition else delivered(Kind.TEXT, key)
    tongue = language or translation.get_language() or "en"
    title, body = (in_language(content[part], tongue) for part in ("titles", "bodies"))
    own = scope_of(Kind.TEXT, key)[1] > 0
    return Words(title, body, edition.version if edition else 0, own)


def forms_for(place: str, viewer: Viewer) -> list[Edition]:
    """The forms that the viewer asks at a place today, one version of each, by key: those whose
    answers the viewer may see.
    """
    rows = Edition.objects.filter(kind=Kind.FORM, state=State.PUBLISHED)
    today = rows.filter(valid_from__lte=timezone.localdate())
    newest = today.order_by("key", "-version").distinct("key")
    return asked_by(viewer, place, newest)


def asked_by(viewer: Viewer, place: str, rows: Iterable[Edition]) -> list[Edition]:
    """Of these forms the ones of the place whose class of data the viewer holds."""
    held = {data_class.value for data_class in viewer.classes}
    return [row for row in rows if row.content["place"] == place and row.data_class in held]


def all_editions() -> QuerySet[Edition]:
    """Every version that is published or a draft, by piece, newest first."""
    rows = Edition.objects.exclude(state=State.DISCARDED)
    return rows.order_by("kind", "key", "-version")


def get_edition(viewer: Viewer, edition_id: UUID, *, lock: bool = False) -> Edition:
    """One version, for those who configure; NotHere when there is none."""
    viewer.require(Permission.CONFIGURE)
    rows = Edition.objects.select_for_update() if lock else Edition.objects.all()
    found = rows.filter(pk=edition_id).first()
    if found is None:
        raise NotHere(what="read configuration")
    return found


def get_arrival(viewer: Viewer, arrival_id: UUID, *, lock: bool = False) -> Arrival:
    """A file that somebody brought, for those who configure."""
    viewer.require(Permission.CONFIGURE)
    rows = Arrival.objects.select_for_update() if lock else Arrival.objects.all()
    found = rows.filter(pk=arrival_id).first()
    if found is None:
        raise NotHere(what="read arrival")
    return found


def answers_of_person(viewer: Viewer, person: UUID, owner: int) -> QuerySet[FormAnswers]:
    """All that an agency keeps of a person's answers, of the viewer's classes, newest first."""
    return _held(viewer).filter(person_id=person, owner=owner)


def answers_of(viewer: Viewer, about: UUID) -> QuerySet[FormAnswers]:
    """What was answered about a record, newest first, each with the version it was given in."""
    return answers_about(viewer, [about])


def answers_about(viewer: Viewer, abouts: Iterable[UUID]) -> QuerySet[FormAnswers]:
    """The same about several records."""
    return _held(viewer).filter(about__in=list(abouts))


def _held(viewer: Viewer) -> QuerySet[FormAnswers]:
    """Answers of the viewer's classes of data, newest first; emptied ones hold nothing."""
    held = [data_class.value for data_class in viewer.classes]
    rows = FormAnswers.objects.visible_to(viewer).filter(held_class__in=held).exclude(values={})
    return rows.select_related("edition").order_by("-changed_at", "id")
