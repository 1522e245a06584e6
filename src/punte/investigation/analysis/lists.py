"""What the pictures of time share: the list, addresses with filters, what is asked in words."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import QueryDict
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.investigation.analysis.forms import TimeFilter
from punte.investigation.analysis.queries.graph import things_in
from punte.investigation.analysis.queries.happenings import OF_ENDS, OF_LINK, Wanted, newest
from punte.investigation.cases.door import Case, case_frame, zone_of
from punte.investigation.subjects.door import SCHEMATA, Entity, Handling, readable, sources_of
from punte.ui.tables import Column, Table

PLACES = ("sort", "page")


def address(params: QueryDict, **changes: object) -> str:
    """The query of an address with other filters; None takes one away, a list stands for many."""
    query = params.copy()
    for key in (*PLACES, *changes):
        query.pop(key, None)
    for key, value in changes.items():
        if value is not None:
            query.setlist(
                key, [str(one) for one in (value if isinstance(value, list) else [value])]
            )
    return query.urlencode()


def kind(schema: str) -> str:
    return str(SCHEMATA[schema].label) if schema in SCHEMATA else schema


def label_of(viewer: Viewer, case: Case, key: str, value: Any) -> str:
    """A value of a filter in the reader's words."""
    if key == "schema":
        return str(SCHEMATA[value].plural) if value in SCHEMATA else str(value)
    if key == "weekday":
        return str(WEEKDAYS[int(value) - 1]).capitalize()
    if key == "month":
        return formats.date_format(value, "YEAR_MONTH_FORMAT")
    if key == "code":
        return str(Handling(value).label)
    if key == "hour":
        return f"{int(value):02d}:00"
    if key == "stated_by":
        source = sources_of(viewer, case).filter(pk=value).first()
        return source.title if source else _("a source")
    return str(value)


def heading_of(key: str) -> str:
    """What bars of a kind are called."""
    words = {
        "schema": _("Kind"),
        "month": _("Month"),
        "grade": _("Grade"),
        "code": _("Handling"),
        "hour": _("Hour"),
        "weekday": _("Weekday"),
        "stated_by": _("Source"),
    }
    if key in words:
        return words[key]
    return next(
        (str(prop.label) for schema in SCHEMATA.values() if (prop := schema.prop(key))), key
    )


def table_of(viewer: Viewer, rows: QuerySet[Entity], params: QueryDict) -> Table:
    """The happenings as a list, the newest first; what stands at the ends by its leading name."""
    rows = rows.annotate(
        from_name=Subquery(_named(viewer, "from_group")),
        to_name=Subquery(_named(viewer, "to_group")),
    )
    return Table(
        name="happenings",
        columns=[
            Column(
                "started_at", _("When"), template="analysis/cells/moment.html", sort="started_at"
            ),
            Column("kind", _("Kind"), value=lambda row: kind(row.schema), sort="schema"),
            Column(
                "from_name", _("From"), value=lambda row: row.from_name or row.caption, head=True
            ),
            Column("to_name", _("To"), value=lambda row: row.to_name or ""),
            Column("ended_at", _("Until"), template="analysis/cells/moment.html", shown=False),
        ],
        rows=rows.order_by("-started_at", "pk"),
        params=params,
        caption=_("What happened"),
        count_to=1000,
        empty_title=_("Nothing with a time here"),
        empty_text=_(
            "Calls, payments, sightings, trips and events stand here when their time is known."
        ),
    )


def _named(viewer: Viewer, end: str) -> QuerySet[Any, Any]:
    rows = readable(viewer).filter(group=OuterRef(end), tail=None).order_by("made_at")
    return rows.values("caption")[:1]


def newest_or_whole(viewer: Viewer, case: Case, form: TimeFilter) -> Wanted:
    """What a picture is asked for; of a very large case the newest part, unless the whole is."""
    wanted = form.wanted()
    return wanted if "whole" in form.data else newest(viewer, case, wanted)


def frame(
    viewer: Viewer, case: Case, section: str, form: TimeFilter, wanted: Wanted, **more: Any
) -> dict[str, Any]:
    """Context of a picture of time: its filters, and what is asked in words that may be taken
    away.
    """
    params = form.data
    assert isinstance(params, QueryDict)
    things = things_in(viewer, case, wanted.entities)
    asked = [
        {
            "words": thing.caption,
            "without": address(
                params, entity=[str(one) for one in wanted.entities if one != group] or None
            ),
        }
        for group, thing in things.items()
    ]
    for key in ("hour", "weekday", "grade", "code", "stated_by", *OF_LINK, *OF_ENDS):
        value = form.cleaned_data.get(key) if form.is_valid() else None
        if value not in (None, ""):
            words = f"{heading_of(key)}: {label_of(viewer, case, key, value)}"
            asked.append({"words": words, "without": address(params, **{key: None})})
    return case_frame(
        viewer,
        case,
        "analysis",
        section=section,
        form=form,
        asked=asked,
        carried=address(params),
        newest_from=wanted.since if not params.get("since") else None,
        whole=address(params, whole=1),
        zone=str(zone_of(case)),
        **more,
    )
