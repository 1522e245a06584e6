"""A chart on paper or as a picture, with who took it out, when, and how it may be used."""

from __future__ import annotations

from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.investigation.analysis.painting import PaperPainter, paint
from punte.investigation.analysis.picture import Picture
from punte.investigation.cases.door import Case, zone_of
from punte.investigation.subjects.door import Handling
from punte.ui.paper.sheet import MARGIN, WIDTH, Paper

HIGH = 165.0


def told_of(viewer: Viewer, case: Case, picture: Picture) -> list[str]:
    """What stands below each picture that leaves the house."""
    zone = zone_of(case)
    now = formats.date_format(timezone.now().astimezone(zone), "DATETIME_FORMAT")
    code = Handling(picture.strictest)
    told = [
        _("Case %(number)s") % {"number": case.number},
        _("Exported by %(who)s, %(agency)s, on %(when)s (%(zone)s).")
        % {"who": viewer.display_name, "agency": viewer.agency_name, "when": now, "zone": zone},
        _("Handling of the whole: %(code)s") % {"code": code.label},
        _(
            "On each line: how many links, the best grade (source A to X, information 1 to 4), the"
            " strictest handling code. Dashed: H1 to H3."
        ),
    ]
    if picture.left_nodes or picture.left_links:
        told.append(_left_out(picture))
    if case.synthetic:
        told.append(_("Invented data"))
    return told


def _left_out(picture: Picture) -> str:
    nodes = ngettext("%(number)s entity", "%(number)s entities", picture.left_nodes) % {
        "number": picture.left_nodes
    }
    links = ngettext("%(counter)s link", "%(counter)s links", picture.left_links) % {
        "counter": picture.left_links
    }
    return _("Left out because of their handling code: %(nodes)s, %(links)s.") % {
        "nodes": nodes,
        "links": links,
    }


def as_pdf(name: str, picture: Picture, told: list[str], foot: str) -> bytes:
    """The picture, the words below it, and its links as a table."""
    paper = Paper(
        title=_("Link chart"), code="", foot=foot, words=told[2], language=get_language() or "en"
    )
    paper.title_line(name)
    painter = PaperPainter(paper, picture, MARGIN, paper.get_y() + 2, WIDTH, HIGH)
    paint(picture, painter)
    paper.set_xy(MARGIN, painter.bottom + 4)
    for words in told:
        paper.words(words, small=True)
    captions = {spot.id: node.caption for node, spot in picture.nodes}
    if picture.lines:
        paper.section(_("Links"))
        heads = [_("From"), _("To"), _("How many"), _("Grade"), _("Handling")]
        rows = sorted(picture.lines, key=lambda line: -line.count)
        paper.grid(
            heads,
            [
                (
                    captions[line.source.id],
                    captions[line.target.id],
                    str(line.count),
                    line.grade,
                    line.handling,
                )
                for line in rows[:400]
            ],
        )
    return paper.as_bytes()
