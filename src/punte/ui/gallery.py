"""Invented data for the gallery: every piece of the interface in a likely state."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from punte.ui.forms import DateInput, DatePartsField, ReasonForm
from punte.ui.tables import Column, Saved, Table

NAMES = ("Willow", "Birch", "Maple", "Walnut", "Linden", "Rowan", "Alder", "Hazel", "Larch")
STATES = ("sent", "asked for more", "accepted", "under way", "delivered, confirm?")


class SpecimenForm(forms.Form):
    """One field of each kind."""

    place = forms.CharField(label="Place", help_text="A town or a border post", max_length=80)
    birth = DatePartsField(label="Date of birth", help_text="For example 27 3 2007")
    seen = forms.DateField(label="Seen on", widget=DateInput, required=False)
    service = forms.ChoiceField(
        label="What is needed?",
        choices=[("housing", "Housing"), ("legal", "Legal aid"), ("medical", "Medical help")],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        choices=[("ro", "Romanian"), ("ru", "Russian"), ("uk", "Ukrainian")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    desk = forms.ChoiceField(label="Desk", choices=[("1", "Casa Deschisă"), ("2", "Iași")])
    note = forms.CharField(label="Note", widget=forms.Textarea({"rows": 3}), required=False)
    paper = forms.FileField(label="Paper", required=False)
    agreed = forms.BooleanField(label="The person agreed", help_text="Spoken or signed")


class SpecimenFilter(forms.Form):
    """Filters of the specimen table."""

    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "any"), *((s, s) for s in STATES)]
    )
    hide_optional = True


def specimen_rows(now: datetime) -> list[dict[str, Any]]:
    """Return 60 invented referrals."""
    return [
        {
            "person": f"{NAMES[i % 9]}-{1000 + 137 * i}",
            "desk": ("Casa Deschisă", "Legal aid, Iași", "Clinic nr. 3")[i % 3],
            "state": STATES[i % 5],
            "due": now + timedelta(hours=13 * (i % 17) - 20),
            "fields": 4 + i % 9,
        }
        for i in range(60)
    ]


def specimen_table(request: HttpRequest, now: datetime) -> Table:
    """Return a table with every feature switched on."""
    rows = specimen_rows(now)
    state = request.GET.get("state", "")
    if state:
        rows = [row for row in rows if row["state"] == state]
    return Table(
        name="referrals",
        caption="Referrals",
        columns=[
            Column(
                "person", "Person", sort="person", head=True, link=lambda row: "#table-referrals"
            ),
            Column("desk", "Desk", sort="desk"),
            Column("state", "State", sort="state"),
            Column("due", "Clock", sort="due", template="ui/cells/clock.html"),
            Column("fields", "Fields shared", sort="fields", number=True),
        ],
        rows=rows,
        params=request.GET,
        page_size=6,
        filters=SpecimenFilter(request.GET or None),
        saved=[Saved("All", "", 60), Saved("Asked for more", "state=asked+for+more", 12)],
        csv_url="?format=csv",
        empty_title=_("Nothing here now"),
    )


def frame_specimen() -> dict[str, Any]:
    """Return the frame: rail, who, purpose."""
    places = [
        ("Today", "home", 7),
        ("Persons", "users", 214),
        ("Referrals in", "inbox", 5),
        ("Referrals out", "send", 12),
        ("Services", "heart-handshake", None),
        ("Funnel", "funnel", None),
    ]
    later = [("Deadlines", "calendar-clock", 9), ("Calendar", "calendar", None)]
    return {
        "navigation": [
            {"label": "", "items": [_place(*place) for place in places]},
            {"label": "Later this week", "items": [_place(*place) for place in later]},
        ],
        "who": {
            "name": "Coordinator · Chișinău",
            "detail": "Invented agency",
            "items": [{"label": "Settings", "url": "#main", "icon": "settings"}],
            "sign_out_url": "#main",
        },
        "purpose": {
            "label": "protection",
            "value": "protection",
            "url": "#main",
            "choices": [
                {"value": "protection", "label": "protection"},
                {"value": "oversight", "label": "oversight"},
            ],
        },
        "notice_count": 3,
        "breadcrumbs": [{"label": "Persons", "url": "#main"}, {"label": "One person"}],
        "demo": True,
    }


def _place(label: str, icon: str, count: int | None) -> dict[str, Any]:
    current = label == "Persons"
    return {"label": label, "url": "#main", "icon": icon, "count": count, "current": current}


def case_specimen(now: datetime) -> dict[str, Any]:
    """Return ladder, timeline, facts, matrix of one invented person."""
    return {
        "steps": [
            {"label": "Notified", "state": "done", "detail": "3 Nov · Sculeni post"},
            {"label": "Screened", "state": "done", "detail": "3 Nov · 2 dimensions positive"},
            {"label": "Presumed victim", "state": "current", "detail": "decided by two"},
            {"label": "Identified", "state": "todo"},
            {"label": "Assisted", "state": "todo"},
            {"label": "Loop closed", "state": "todo"},
        ],
        "events": _case_events(now),
        "facts": [
            ("Age", "unknown: child path"),
            ("Interpreter", "Ukrainian"),
            ("Route", None),
            {"label": "Needs", "value": "Housing, legal aid", "url": "#main"},
        ],
        "classes": ["Identity", "Medical", "Legal"],
        "readers": [
            {"label": "Casa Deschisă", "cells": [True, False, False], "until": date(2027, 2, 5)},
            {"label": "Legal aid, Iași", "cells": [True, False, True], "until": date(2027, 3, 1)},
            {"label": "Police", "cells": [False, False, False], "until": "no consent"},
        ],
    }


def _case_events(now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "when": now,
            "title": "Asociația Casa Deschisă asked for more",
            "text": "before accepting: medical needs?",
            "tone": "late",
            "due": now - timedelta(hours=2, minutes=1),
            "url": "#main",
            "link": "Answer",
        },
        {
            "when": now - timedelta(days=2),
            "title": "Referred",
            "text": "to legal aid, Iași · fields shared: 6 of 31",
            "chip": "accepted",
            "chip_tone": "ok",
            "who": "Coordinator, Chișinău",
        },
        {
            "when": date(2026, 11, 6),
            "title": "Consent",
            "text": "to psychological help and housing, spoken",
            "reason": "guardian present",
        },
        {"when": date(2026, 11, 3), "title": "Screening", "text": "14 of 15 answered"},
    ]


def board_specimen(now: datetime) -> list[dict[str, Any]]:
    """Return the columns of an invented referral board."""

    def card(title: str, text: str, **more: Any) -> dict[str, Any]:
        return {"title": title, "text": text, "url": "#main", **more}

    return [
        {
            "label": "Sent",
            "cards": [
                card("Willow-4172", "legal aid, Iași", due=now + timedelta(days=5, hours=1)),
                card("Birch-0931", "housing, Bălți", due=now + timedelta(days=3, hours=1)),
            ],
        },
        {
            "label": "Asked for more",
            "cards": [
                card("Willow-4172", "Casa Deschisă: medical needs?", due=now - timedelta(hours=2)),
            ],
            "more_url": "#main",
        },
        {
            "label": "Accepted",
            "cards": [
                card("Maple-2208", "psychologist, Ungheni", chips=[{"text": "starts Monday"}]),
            ],
        },
        {"label": "Under way", "cards": []},
        {
            "label": "To confirm",
            "cards": [
                card("Walnut-5120", "medical visit delivered", due=now + timedelta(hours=20)),
            ],
        },
    ]


def chart_specimen() -> dict[str, Any]:
    """Return an invented funnel and time series."""
    months = ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    return {
        "funnel": [
            ("notified", 412),
            ("screened", 375),
            ("identified", 305),
            ("referred", 288),
            ("assisted", 177),
            ("closed", 128),
            ("returned", None),
        ],
        "months": months,
        "series": [
            ("notified", [31, 28, 35, 40, 33, 37, 45, 52, 48, 41, 39, 44]),
            ("loop closed", [9, 8, None, 12, 14, 13, 17, 19, None, 21, 20, 22]),
        ],
        "one_series": [("hours", [30, 28, 33, 26, 25, 27, 22, 21, 23, 19, 18, 16])],
    }


def specimens(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the gallery page."""
    now = datetime.now(UTC)
    wrong = SpecimenForm({"place": "", "birth_day": "41", "birth_month": "2", "birth_year": "2007"})
    return {
        **frame_specimen(),
        **case_specimen(now),
        **chart_specimen(),
        "columns": board_specimen(now),
        "table": specimen_table(request, now),
        "form": wrong,
        "reason_form": ReasonForm(auto_id="why_%s"),
        "soon": now + timedelta(days=17),
        "near": now + timedelta(hours=30),
    }
