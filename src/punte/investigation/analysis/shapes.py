"""The graph in the shape that the browser draws, and the words that it says."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from punte.investigation.analysis.queries.graph import Graph, Steps
from punte.investigation.cases.door import Case
from punte.investigation.subjects.door import SCHEMATA, Handling, InfoGrade, SourceGrade

FALLBACK_ICON = "circle-help"


def graph_shape(graph: Graph) -> dict[str, Any]:
    """nodes and edges as plain values; an edge's key says its schema and ends."""
    return {
        "nodes": [
            {
                "id": str(node.id),
                "schema": node.schema,
                "caption": node.caption,
                "grade": node.grade,
                "handling": node.handling,
                "links": node.links,
            }
            for node in graph.nodes
        ],
        "edges": [
            {
                "id": f"{edge.schema}:{edge.source}:{edge.target}",
                "source": str(edge.source),
                "target": str(edge.target),
                "schema": edge.schema,
                "parts": [
                    [one.day, one.grade, one.handling, one.count, one.hour] for one in edge.parts
                ],
            }
            for edge in graph.edges
        ],
        "cut": graph.cut,
    }


def steps_shape(steps: Steps) -> dict[str, Any]:
    return {
        "ways": [
            {
                "schema": way.schema,
                "links": way.links,
                "neighbours": way.neighbours,
                "new": way.new,
            }
            for way in steps.ways
        ],
        "add": [str(one) for one in steps.add],
        "more": steps.more,
    }


def catalogue() -> dict[str, Any]:
    """How each schema is called, in one and in many, and its icon."""
    return {
        key: {
            "label": str(schema.label),
            "plural": str(schema.plural),
            "icon": schema.icon,
            "link": schema.is_link,
        }
        for key, schema in SCHEMATA.items()
    }


def grade_words() -> dict[str, dict[str, str]]:
    return {
        "source": {value: str(label) for value, label in SourceGrade.choices},
        "info": {value: str(label) for value, label in InfoGrade.choices},
        "handling": {value: str(label) for value, label in Handling.choices},
    }


def addresses(case: Case) -> dict[str, str]:
    """Where the chart page asks, and the icons that it draws."""
    routes = ("graph", "steps", "path", "common", "find", "save", "export")
    found = {key: reverse(f"investigation:chart_{key}", args=[case.pk]) for key in routes}
    return {**found, "icons": static("vendor/icons.svg")}


def words() -> dict[str, str]:
    """What the page says by itself, in the reader's language; %s stand for what is put in."""
    return {
        **_button_words(),
        "added": _("Added to the chart: %s."),
        "nothing_new": _("There is nothing new here."),
        "more": _("%s more have fewer links and were left out; expand again to add them."),
        "exported": _("The file is made; its making stands in the log."),
        "cut": _("There are more links than can be counted here; the numbers are too small."),
        "hidden": _("Taken off the chart: %s."),
        "undone": _("The last change was undone."),
        "nothing_to_undo": _("There is nothing to undo."),
        "grouped": _("Grouped: %s."),
        "ungrouped": _("The group is open."),
        "choose_one": _("Choose one entity first."),
        "choose_two": _("Choose two entities first."),
        "choose_some": _("Choose entities first."),
        "selected": _("%s, chosen."),
        "not_selected": _("%s, not chosen."),
        "node": _("%(name)s, %(kind)s, links here %(links)s, grade %(grade)s, %(code)s"),
        "none_chosen": _("Nothing is chosen."),
        "all": _("All links"),
        "way": _("%(kind)s: new %(new)s of %(neighbours)s, links %(links)s"),
        "path_found": _("A path was found. Steps: %s."),
        "common": _("Common neighbours: %s."),
        "common_none": _("They have no neighbour in common that you may see."),
        "saved": _("The chart is kept as version %s."),
        "failed": _("This could not be done. Try again in a minute."),
        "undated": _("no date"),
        "count": _("Shown: entities %(nodes)s, links %(links)s."),
        "span": _("Links from %(since)s to %(until)s"),
        "found_none": _("Nothing in this case fits."),
        "place": _("Show on the chart"),
    }


def _button_words() -> dict[str, str]:
    return {
        "expand": _("Expand"),
        "hide": _("Hide"),
        "remove": _("Take off"),
        "select": pgettext("chart", "Choose"),
        "unselect": pgettext("chart", "Do not choose"),
        "take_away": pgettext("filter", "Take away"),
        "play": _("Play"),
        "pause": _("Pause"),
    }
