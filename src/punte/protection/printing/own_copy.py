"""The person's own copy: what is held of them, to whom it is open, and who saw it.

In the person's language, for the person's hands. It answers GDPR articles 13 to 15 for the
agency that prints it; what other agencies hold they print themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from punte.core.access.door import PURPOSES, Viewer
from punte.core.agencies.door import Agency
from punte.core.ledger.door import FIELDS as FIELD_WORDS
from punte.core.ledger.door import label_of, readings_of
from punte.protection.configuration.door import HeldClass, answers_of_person
from punte.protection.identification.door import StatusDecision
from punte.protection.persons.door import Person, who_may_see
from punte.protection.printing.drawing import draw_answers, draw_table, new_paper
from punte.protection.printing.values import about, day
from punte.protection.printing.words import sheet_of
from punte.protection.referral.door import Consent, consents_of, referrals_of
from punte.ui.paper.sheet import Paper

MOST_READINGS, MOST_ANSWERS = 400, 200


def own_copy(
    viewer: Viewer, person: Person, identity: Mapping[str, list[str]], language: str
) -> bytes:
    """A PDF in the language. identity: labels and values that the viewer has just opened."""
    with override(language):
        paper = new_paper(_("What is held about you"), "", language, sheet_of(viewer, language))
        paper.title_line(_("What is held about you, and who has seen it"))
        paper.words(
            _(
                "This is yours. You may ask to correct it, to withdraw a consent, or to have your "
                "name erased. Keep it where nobody else finds it."
            )
        )
        draw_facts(paper, person, identity)
        draw_decisions(paper, viewer, person.id)
        draw_consents(paper, viewer, person)
        draw_questions(paper, viewer, person)
        draw_sight(paper, viewer, person)
        draw_readings(paper, viewer, person.id)
        return paper.as_bytes()


def draw_facts(paper: Paper, person: Person, identity: Mapping[str, list[str]]) -> None:
    paper.section(_("About you"))
    for label, values in identity.items():
        paper.field(str(label), ", ".join(values) or "–")
    known = about(person)
    words = [
        (_("Pseudonym: how you are called in our files"), known["code"]),
        (_("Adult or child"), person.get_age_band_display()),
        (_("Sex"), person.get_sex_display()),
        (_("Nationality"), known["nationality"]),
        (_("Language"), known["language"]),
        (_("District"), person.district),
        (_("Form of exploitation"), person.get_exploitation_display()),
        (_("Status"), person.get_status_display()),
        (_("Known to us since"), day(person.notified_at)),
    ]
    for label, value in words:
        paper.field(label, str(value) or "–")


def draw_decisions(paper: Paper, viewer: Viewer, person: UUID) -> None:
    rows = StatusDecision.objects.visible_to(viewer).filter(person=person).select_related("body")
    lines = [
        [day(row.decided_on), str(row.get_status_display()), row.body.name]
        for row in rows.order_by("recorded_at")
    ]
    paper.section(_("Decisions about you"))
    draw_table(paper, [_("Date"), _("Decision"), _("Decided by")], lines)
    paper.words(_("You may ask for a review of each of them."), small=True)


def draw_consents(paper: Paper, viewer: Viewer, person: Person) -> None:
    def state(row: Consent) -> str:
        if row.withdrawn_at:
            return _("withdrawn on %(day)s") % {"day": day(row.withdrawn_at)}
        return _("until %(day)s") % {"day": day(row.expires_at)}

    paper.section(_("What you agreed to"))
    lines = [
        [day(row.given_at), str(row.get_purpose_display()), row.recipient.name, state(row)]
        for row in consents_of(person, viewer)
    ]
    draw_table(paper, [_("Date"), _("For what"), _("Who receives it"), _("State")], lines)


def draw_questions(paper: Paper, viewer: Viewer, person: Person) -> None:
    """Answers of the classes that the viewer has, and a word on those that are missing."""
    rows = answers_of_person(viewer, person.id, person.owner)[:MOST_ANSWERS]
    if rows:
        paper.section(_("What you were asked besides, and said"))
        draw_answers(paper, rows)
    held = {data_class.value for data_class in viewer.classes}
    missing = [str(words) for code, words in HeldClass.choices if code not in held]
    if missing:
        said = _("Who printed this may not see all that is held: %(classes)s. Ask for that too.")
        paper.words(said % {"classes": ", ".join(missing)}, small=True)


def draw_sight(paper: Paper, viewer: Viewer, person: Person) -> None:
    paper.section(_("Who may see something of you now, outside the agency that helps you"))
    referrals = [row.id for row in referrals_of(person.id, viewer)[:50]]
    lines = [
        [sight.recipient, _("until %(day)s") % {"day": day(sight.until)}]
        for sight in who_may_see(viewer, person, referrals)
    ]
    draw_table(paper, [_("Who"), _("Until")], lines)


def draw_readings(paper: Paper, viewer: Viewer, person: UUID) -> None:
    """Every reading, by agency: names of staff are not given out on paper."""
    entries = list(readings_of(person, viewer)[:MOST_READINGS])
    names = dict(
        Agency.objects.filter(pk__in={entry.agency_id for entry in entries}).values_list(
            "pk", "name"
        )
    )
    paper.section(_("Who has seen it"))
    lines = [
        [
            date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT"),
            names.get(entry.agency_id or 0, "–"),
            str(label_of(entry.action)),
            seen_fields(entry.detail),
            str(PURPOSES.get(entry.purpose, entry.purpose)),
        ]
        for entry in entries
    ]
    heads = [_("When"), _("Agency"), _("What happened"), _("What was seen"), _("What for")]
    draw_table(paper, heads, lines)
    paper.words(
        _(
            "The whole log is kept so that nobody can rewrite it. Oversight answers questions "
            "on it."
        ),
        small=True,
    )


def seen_fields(detail: Mapping[str, Any]) -> str:
    return ", ".join(str(FIELD_WORDS.get(key, key)) for key in detail.get("fields", []))
