"""`{% load ui %}`: the pieces pages are made of. README.md shows them in use."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BaseForm, BoundField, widgets
from django.http import QueryDict
from django.template.context import Context
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from punte.ui import cells, charts, clocks
from punte.ui.forms import DateParts
from punte.ui.tables import Column, Table

register = template.Library()
ICONS = Path(__file__).resolve().parent.parent / "icons.txt"
Data = dict[str, Any]


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """Return the names of the icons in the sprite."""
    return frozenset(ICONS.read_text().split())


# A page has some fifty, the same ones again and again.
@register.simple_tag(name="icon")
@cache
def draw_icon(name: str, small: bool = False) -> SafeString:
    """Draw a Lucide icon beside its words; it is hidden from screen readers.

    Raises ValueError for a name that is not in `ui/icons.txt`.
    """
    if name not in icon_names():
        raise ValueError(f"there is no icon {name!r}; add it to ui/icons.txt, run tools/vendor.py")
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        " icon--small" if small else "",
        static("vendor/icons.svg"),
        name,
    )


# Chips and clocks stand on a page by the hundred; a template for each would take most of its time.
@register.simple_tag(name="chip")
def draw_chip(text: object, tone: str = "", icon: str = "") -> SafeString:
    """A few words on a tint. `tone`: "" (river), ok, warning, late, special, plain."""
    drawn = draw_icon(icon, small=True) if icon else ""
    return format_html(
        '<span class="chip{}">{}{}</span>', f" chip--{tone}" if tone else "", drawn, text
    )


@register.simple_tag
def clock(due: date | datetime | None, near_hours: int = 48, prefix: object = "") -> str:
    """A due time as a chip that ticks: green far, amber within `near_hours`, red late.

    `prefix` is a few words before it ("answer due"). Nothing is drawn when `due` is None.
    """
    if due is None:
        return ""
    near = timedelta(hours=near_hours)
    found = clocks.read_clock(due, near=near)
    there = timezone.localtime(found.due)
    return format_html(
        '<time class="chip chip--{}" datetime="{}" title="{}" data-clock data-near="{}">{}'
        "<span data-clock-words>{}</span></time>",
        found.tone,
        there.isoformat(),
        formats.date_format(there, "DATETIME_FORMAT"),
        str(int(near.total_seconds())),
        format_html("{} ", prefix) if prefix else "",
        found.words,
    )


@register.simple_tag
def clock_words() -> SafeString:
    """The sentences of the ticking clocks, once a page, as inert JSON."""
    return json_script(clocks.word_samples(), "clock-words")


@register.simple_tag
def when(moment: date | datetime | None, show_time: bool = False, zone: bool = False) -> str:
    """A date like 21 Nov 2026, with `show_time` the hour too, with `zone` the time zone's name."""
    return cells.draw_moment(moment, show_time, zone)


@register.inclusion_tag("ui/components/ladder.html")
def ladder(steps: Iterable[Mapping[str, Any]]) -> Data:
    """The status ladder. A step: `label`, `state` (done, current, todo, skipped), `detail`."""
    return {"steps": list(steps)}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(events: Iterable[Mapping[str, Any]]) -> Data:
    """What happened, newest first. An event: `when`, `title`; perhaps `text`, `who`, `reason`,
    `tone` (ok, warning, late, special), `chip`, `chip_tone`, `due`, `url` (the title leads there,
    or the words `link` after it).
    """
    return {"events": list(events)}


@register.inclusion_tag("ui/components/board.html")
def board(columns: Iterable[Mapping[str, Any]]) -> Data:
    """Columns of states. A column: `label`, `cards`; perhaps `count`, `more_url`, `empty`.

    A card: `title`, `url`; perhaps `text`, `due`, `chips` (of `text`, `tone`), `tone`.
    """
    drawn = []
    for column in columns:
        cards = [{**card, "edge": _edge(card)} for card in column["cards"]]
        drawn.append({**column, "cards": cards, "count": column.get("count", len(cards))})
    return {"columns": drawn}


def _edge(card: Mapping[str, Any]) -> str:
    if card.get("tone") or not card.get("due"):
        return str(card.get("tone", ""))
    return clocks.read_clock(card["due"]).tone


@register.inclusion_tag("ui/components/facts.html")
def facts(items: Iterable[Any]) -> Data:
    """A list of facts: pairs (label, value), or dicts `label`, `value`, `url`, `link`."""
    read = [
        item if isinstance(item, Mapping) else {"label": item[0], "value": item[1]}
        for item in items
    ]
    return {"items": read}


@register.inclusion_tag("ui/components/matrix.html")
def matrix(columns: Sequence[object], rows: Iterable[Mapping[str, Any]], caption: object) -> Data:
    """Who may see what. `columns`: classes of data. A row: `label`, `cells` (True, False or
    words), perhaps `until` (date or words such as "no consent").
    """
    drawn = [{**row, "cells": list(zip(columns, row["cells"], strict=True))} for row in rows]
    return {"columns": columns, "rows": drawn, "caption": caption}


@register.inclusion_tag("ui/components/table.html", takes_context=True)
def table(context: Context, table: Table) -> Data:
    """Draw a `punte.ui.tables.Table`: filters, columns, rows or empty state, count, pages."""
    if table.filters is not None:
        table.filters.hide_optional = True  # type: ignore[attr-defined]  # no filter is required
    heads = [
        {"column": column, "href": table.sort_href(column), "order": _order(table, column)}
        for column in table.columns
    ]
    pages = [(page, table.href(page=page) if page else "") for page in table.pages]
    turned = {
        "previous": table.href(page=table.page - 1) if table.page > 1 else "",
        "next": table.href(page=table.page + 1) if table.page < table.last_page else "",
    }
    lines = cells.draw_lines(table)
    return {"table": table, "heads": heads, "lines": lines, "pages": pages, **turned, "clear": "?"}


def _order(table: Table, column: Column) -> str:
    if table.sort == column.key:
        return "ascending"
    return "descending" if table.sort == f"-{column.key}" else ""


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> Data:
    """Pages of a Django `Page`, for lists that are no `Table`; keeps the rest of the query."""
    request = context.get("request")
    query = request.GET if request else QueryDict()
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "query": query}


@register.inclusion_tag("ui/components/empty.html")
def empty(
    title: object, text: object = "", url: str = "", action: object = "", icon: str = "inbox"
) -> Data:
    """Say what will be here and how to begin."""
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("ui/components/skeleton.html")
def skeleton(lines: int = 4) -> Data:
    """Grey lines that stand where something is still loading."""
    return {"lines": range(lines)}


@register.inclusion_tag("ui/components/bar_chart.html")
def bar_chart(
    title: object, items: Sequence[tuple[str, float | None]], unit: object = "", hidden: int = 0
) -> Data:
    """A funnel or bar chart. `title` is a sentence; `items` are (label, value), None where the
    value is hidden; `hidden` n adds the note that values under n are hidden.
    """
    known = {"title": title, "unit": unit, "hidden": hidden}
    return {**known, "bars": charts.make_bars(items)}


@register.inclusion_tag("ui/components/series_chart.html")
def series_chart(
    title: object,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    kind: str = "line",
    hidden: int = 0,
) -> Data:
    """A time chart of one to four lines; `kind="columns"` draws a single series as columns."""
    drawn = charts.make_series(labels, series)
    return {"title": title, "chart": drawn, "kind": kind, "hidden": hidden}


@register.inclusion_tag("ui/components/reason_dialog.html", takes_context=True)
def reason_dialog(
    context: Context,
    dialog_id: str,
    title: object,
    action: str,
    submit: object,
    form: BaseForm,
    text: object = "",
    danger: bool = False,
) -> Data:
    """A dialog that asks why. Open it with `<button data-opens="{dialog_id}">`."""
    return {
        "dialog_id": dialog_id,
        "title": title,
        "action": action,
        "submit": submit,
        "form": form,
        "text": text,
        "danger": danger,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """The whole form inside your own <form>: error summary, then every field."""
    return form.render()


@register.simple_tag
def once_key() -> SafeString:
    """A hidden `once` field with a fresh random key, so that a form sent twice acts once."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is drawn: choices, grouped, checkbox, parts or plain."""
    widget = field.field.widget
    if isinstance(widget, DateParts):
        return "parts"
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "choices"
    return "checkbox" if isinstance(widget, widgets.CheckboxInput) else "plain"


@register.filter
def error_target(field: BoundField) -> str:
    """The id of the control an error summary leads to."""
    if field_kind(field) == "choices":
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.filter
def tabs(navigation: Iterable[Any]) -> dict[str, list[Any]]:
    """Split the rail for a phone: `bar` of at most five places, and the `rest`."""
    items: list[Any] = []
    for section in navigation or ():
        items += section["items"] if isinstance(section, Mapping) else section.items
    return {"bar": items, "rest": []} if len(items) <= 5 else {"bar": items[:4], "rest": items[4:]}
