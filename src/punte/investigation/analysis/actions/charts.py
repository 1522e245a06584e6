"""Keeping charts in a case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Invalid, Stale
from punte.core.once import derived_key, made_once
from punte.investigation.analysis.content import Content
from punte.investigation.analysis.models import Chart, ChartVersion
from punte.investigation.analysis.queries.charts import content_at, get_chart, standing
from punte.investigation.analysis.queries.graph import things_in
from punte.investigation.cases.door import Case, hold_case, note, of_case


@dataclass(frozen=True)
class Title:
    """What a chart is called, and what its makers say of it."""

    name: str
    notes: str = ""


@transaction.atomic
def make_chart(
    *, by: Viewer, case_id: UUID, title: Title, content: Content, request_key: UUID
) -> Chart:
    """A new chart of a case. Raises Refused, NotHere, Conflict, Invalid."""
    case = hold_case(by, case_id)
    _check(by, case, title, content)

    def make() -> Chart:
        now = timezone.now()
        return Chart.objects.create(
            **of_case(case),
            name=title.name.strip(),
            notes=title.notes,
            made_at=now,
            made_by_id=by.account_id,
            changed_at=now,
            changed_by_id=by.account_id,
            request_key=request_key,
        )

    same = {"case_id": case.pk}
    chart, new = made_once(Chart, by=by, request_key=request_key, same=same, make=make)
    if new:
        _keep_version(by, case, chart, content, derived_key(request_key, "version"))
        note(by, case, "chart.make", chart=str(chart.pk))
    return chart


@transaction.atomic
def save_chart(
    *,
    by: Viewer,
    case_id: UUID,
    chart_id: UUID,
    title: Title,
    content: Content,
    version: int,
    request_key: UUID,
) -> Chart:
    """The next version of a chart; what its author cannot see of the last one stays in it.

    Raises Refused, NotHere, Conflict (a colleague saved it meanwhile), Invalid.
    """
    case = hold_case(by, case_id)
    chart = get_chart(by, case, chart_id, lock=True)
    done = ChartVersion.objects.visible_to(by).filter(chart=chart, request_key=request_key)
    if done.exists():
        return chart
    if chart.version != version:
        raise Stale
    _check(by, case, title, content)
    before = standing(by, case, content_at(by, chart, chart.version))
    seen = _seen(by, case, before)
    chart.name, chart.notes = title.name.strip(), title.notes
    chart.version += 1
    chart.changed_at, chart.changed_by_id = timezone.now(), by.account_id
    chart.save()
    _keep_version(by, case, chart, content.keeping(before, seen), request_key)
    note(by, case, "chart.save", chart=str(chart.pk), version=chart.version)
    return chart


@transaction.atomic
def remove_chart(*, by: Viewer, case_id: UUID, chart_id: UUID, version: int) -> None:
    """Take a chart away from the list; its versions stay. Raises Refused, NotHere, Conflict."""
    case = hold_case(by, case_id)
    chart = get_chart(by, case, chart_id, lock=True)
    if chart.version != version:
        raise Stale
    chart.removed_at = timezone.now()
    chart.save()
    note(by, case, "chart.remove", chart=str(chart.pk))


def note_export(
    *, by: Viewer, case: Case, chart: Chart | None, form: str, handling: str, left_out: int
) -> None:
    """An entry that a picture of a chart leaves the house."""
    by.require(Permission.EXPORT_DATA)
    note(
        by,
        case,
        "chart.export",
        chart=str(chart.pk) if chart else "",
        form=form,
        handling=handling,
        left_out=left_out,
    )


def _check(by: Viewer, case: Case, title: Title, content: Content) -> None:
    if not title.name.strip() or len(title.name) > 120 or len(title.notes) > 4000:
        raise Invalid(_("Give the chart a name of at most 120 letters."))
    if "\x00" in title.name + title.notes:
        raise Invalid(_("The name or the notes hold characters that no text holds."))
    if len(_seen(by, case, content)) != len(content.nodes):
        raise Invalid(_("The chart holds entities that are not in this case."))


def _seen(by: Viewer, case: Case, content: Content) -> set[str]:
    return {str(group) for group in things_in(by, case, content.ids())}


def _keep_version(by: Viewer, case: Case, chart: Chart, content: Content, key: UUID) -> None:
    ChartVersion.objects.create(
        **of_case(case),
        chart=chart,
        number=chart.version,
        at=chart.changed_at,
        by_id=by.account_id,
        content=content.plain(),
        request_key=key,
    )
