"""What pages of an exhibit show: its facts, its chain, and what one may do with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from punte.core.access.door import Viewer
from punte.investigation.evidence.actions.custody import may_give, may_take
from punte.investigation.evidence.actions.endings import may_confirm
from punte.investigation.evidence.holders import in_team, is_holder
from punte.investigation.evidence.machine import may
from punte.investigation.evidence.models import Custody, Exhibit
from punte.investigation.evidence.words import Step


@dataclass(frozen=True)
class Act:
    """A step that the viewer may take now: where its form is, and what its button says."""

    slug: str
    label: str | Promise
    step: Step


ACTS = (
    Act("accept", gettext_lazy("Receive"), Step.ACCEPTED),
    Act("refuse", gettext_lazy("Do not receive"), Step.REFUSED),
    Act("offer", gettext_lazy("Hand over"), Step.OFFERED),
    Act("withdraw", gettext_lazy("Take the hand-over back"), Step.WITHDRAWN),
    Act("ask", gettext_lazy("Ask for it"), Step.ASKED),
    Act("reseal", gettext_lazy("Opened and sealed anew"), Step.RESEALED),
    Act("shelve", gettext_lazy("Put on another shelf"), Step.MOVED),
    Act("order", gettext_lazy("Return or destruction ordered"), Step.ORDERED_RETURN),
    Act("lift", gettext_lazy("Order lifted"), Step.LIFTED),
    Act("return", gettext_lazy("Returned to the owner"), Step.RETURNED),
    Act("destroy", gettext_lazy("Begin the destruction"), Step.BEGUN),
    Act("confirm", gettext_lazy("Confirm the destruction"), Step.DESTROYED),
)


def acts_for(viewer: Viewer, exhibit: Exhibit) -> list[Act]:
    """What the viewer may do with an exhibit now, the most likely first."""
    holds = is_holder(viewer, exhibit.holder, exhibit.holder_audience)
    team, gives, takes = (
        in_team(viewer, exhibit), may_give(viewer, exhibit), may_take(viewer, exhibit),
    )  # fmt: skip
    allowed = {
        "accept": takes,
        "refuse": takes,
        "offer": gives,
        "withdraw": gives,
        "ask": team and not holds,
        "reseal": holds,
        "shelve": holds and exhibit.holder.startswith("store:"),
        "order": team,
        "lift": team,
        "return": holds,
        "destroy": holds,
        "confirm": may_confirm(viewer, exhibit),
    }
    return [act for act in ACTS if allowed[act.slug] and may(exhibit.chain, act.step)]


def facts_of(exhibit: Exhibit) -> list[tuple[str, object]]:
    """The facts of an exhibit in words; of a shelf only where a store has it on one."""
    shelf = [(_("Shelf"), exhibit.shelf)] if exhibit.shelf else []
    return [
        (_("Category"), exhibit.get_category_display()),
        (_("Seal"), exhibit.seal or _("none")),
        (_("Who has it"), exhibit.holder_name),
        *shelf,
        (_("Where it was found"), exhibit.found_place),
        (_("When, as the clock showed"), exhibit.found_at),
        (pgettext("time", "Clock"), clock_words(exhibit.get_clock_display(), exhibit.clock_offset)),
        (_("Who found it"), exhibit.finder),
        (_("On what ground"), exhibit.legal_basis),
    ]


def clock_words(clock: str, offset: int) -> str:
    """The clock and what it was off by."""
    if offset == 0:
        return clock
    words = (
        ngettext("%(count)d second fast", "%(count)d seconds fast", offset)
        if offset > 0
        else ngettext("%(count)d second slow", "%(count)d seconds slow", -offset)
    )
    return f"{clock}, {words % {'count': abs(offset)}}"


def steps_shown(rows: Iterable[Custody], *, proofs: bool = True) -> list[dict[str, Any]]:
    """The chain as `{% timeline %}` takes it, newest first; proofs: for who may read the log."""
    return [_shown(row, proofs) for row in reversed(list(rows))]


def _shown(row: Custody, proofs: bool) -> dict[str, Any]:
    parts = [
        date_format(timezone.localtime(row.at), "H:i:s"),
        f"{row.giver} → {row.taker}" if row.giver and row.taker else row.giver or row.taker,
        row.place,
        _("seal %(number)s") % {"number": row.seal} if row.seal else "",
        " · ".join(str(row.detail[key]) for key in SHOWN if row.detail.get(key)),
        clock_words(row.get_clock_display(), row.clock_offset) if row.clock != "system" else "",
    ]
    return {
        "when": row.at,
        "title": f"{row.number}. {row.get_step_display()}",
        "text": " · ".join(filter(None, parts)),
        "reason": row.reason,
        "who": row.by_name,
        "tone": TONES.get(Step(row.step), ""),
        "url": reverse("investigation:custody_proof", args=[row.pk]) if proofs else "",
        "link": _("Proof"),
    }


SHOWN = ("shelf", "old_seal", "authority", "document", "dated", "method")
TONES = {
    Step.REFUSED: "warning",
    Step.MISSING: "late",
    Step.DESTROYED: "late",
    Step.ORDERED_DESTRUCTION: "warning",
}
