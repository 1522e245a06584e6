"""The steps of a chain, each its own form; what waits for one's signature; a step's proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, Viewer, ViewerRequest, get_visible, requires
from punte.core.errors import NotHere
from punte.core.ledger.door import entry_of, inclusion_proof
from punte.core.once import once_key_of
from punte.investigation.evidence.actions import custody, endings
from punte.investigation.evidence.forms import custody as forms
from punte.investigation.evidence.forms.exhibits import when_of
from punte.investigation.evidence.models import Custody, Exhibit
from punte.investigation.evidence.queries.exhibits import chain_of, held_by, waiting_for
from punte.investigation.evidence.queries.receivers import receivers_for
from punte.investigation.evidence.views.shown import ACTS, acts_for, facts_of, steps_shown
from punte.investigation.evidence.words import Step
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table


@dataclass(frozen=True)
class Page:
    """A step's form, what does it, and what is said after."""

    form: Callable[..., Form]
    act: Callable[..., Custody]
    done: str | Promise


PAGES = {
    "offer": Page(forms.OfferForm, custody.offer_exhibit, gettext_lazy("It waits to be received.")),
    "accept": Page(forms.AcceptForm, custody.accept_exhibit, gettext_lazy("You have it now.")),
    "refuse": Page(forms.ReasonedForm, custody.refuse_exhibit, gettext_lazy("Not received.")),
    "withdraw": Page(forms.ReasonedForm, custody.withdraw_offer, gettext_lazy("Taken back.")),
    "ask": Page(forms.ReasonedForm, custody.ask_for_exhibit, gettext_lazy("Asked for.")),
    "reseal": Page(forms.ResealForm, custody.reseal_exhibit, gettext_lazy("The seal is noted.")),
    "shelve": Page(forms.ShelfForm, custody.shelve_exhibit, gettext_lazy("The shelf is noted.")),
    "order": Page(forms.OrderForm, endings.order_end, gettext_lazy("The order is noted.")),
    "lift": Page(forms.ReasonedForm, endings.lift_order, gettext_lazy("The order is lifted.")),
    "return": Page(forms.ReturnForm, endings.return_exhibit, gettext_lazy("Returned.")),
    "destroy": Page(
        forms.DestroyForm, endings.begin_destruction, gettext_lazy("A second person confirms it.")
    ),
    "confirm": Page(forms.ConfirmForm, endings.confirm_destruction, gettext_lazy("Destroyed.")),
}


@requires(Permission.SIGNED_IN)
def step(request: ViewerRequest, exhibit_id: UUID, act: str) -> HttpResponseBase:
    """One step of an exhibit that one may see."""
    viewer, page = request.viewer, PAGES.get(act)
    if page is None:
        raise NotHere(what="take a step that is none")
    exhibit = get_visible(Exhibit, viewer=viewer, pk=exhibit_id)
    title = next(one.label for one in ACTS if one.slug == act)

    def do(values: dict[str, Any]) -> Custody:
        if act == "order":
            version = values.pop("version")
            order = endings.Order(**values | {"step": Step(values["step"])})
            values = {"order": order, "version": version}
        elif "clock" in values:
            values["when"] = when_of(values)
        key = once_key_of(request)
        return page.act(by=viewer, exhibit_id=exhibit_id, request_key=key, **values)

    more = {"receivers": receivers_for(viewer, exhibit)} if act == "offer" else {}
    initial = {"version": exhibit.steps, "seal": exhibit.seal if act == "offer" else ""}
    return act_page(
        request,
        page.form(request.POST or None, initial=initial, **more),
        act=do,
        back=page_of(viewer, exhibit),
        title=title,
        done=page.done,
        lead=str(exhibit),
        danger=act == "confirm",
        version=lambda: exhibit.steps,
    )


def page_of(viewer: Viewer, exhibit: Exhibit) -> str:
    """Where the viewer sees an exhibit: within its case, or by itself."""
    if exhibit.owner in viewer.audiences and viewer.may(Permission.SEE_CASES):
        return exhibit.get_absolute_url()
    return reverse("investigation:waiting")


@require_GET
@requires(Permission.SIGNED_IN)
def waiting(request: ViewerRequest) -> HttpResponse:
    """What was handed over to one and waits for one's signature, and what one has."""
    viewer = request.viewer
    tables = [
        _table("offered", _("To be received"), waiting_for(viewer), viewer, request,
               _("Nothing waits for you")),
        _table("held", _("In your hands"), held_by(viewer, f"person:{viewer.account_id}"), viewer,
               request, _("You hold no exhibit")),
    ]  # fmt: skip
    return render(request, "evidence/waiting.html", {"tables": tables})


def _table(
    name: str, caption: str, rows: Any, viewer: Viewer, request: ViewerRequest, empty: str
) -> Table:
    return Table(
        name=name,
        columns=[
            Column("number", pgettext("exhibit", "Number"), head=True, link=_link),
            Column("what", _("What it is")),
            Column("seal", _("Seal")),
            Column("holder", _("Who has it"), value="holder_name"),
            Column("offered", _("Handed over to"), value="offered_name"),
            Column("reason", _("Why"), value="offered_reason"),
        ],
        rows=rows,
        params=request.GET,
        caption=caption,
        empty_title=empty,
    )


def _link(row: Exhibit) -> str:
    return reverse("investigation:kept", args=[row.pk])


@require_GET
@requires(Permission.SIGNED_IN)
def kept(request: ViewerRequest, exhibit_id: UUID) -> HttpResponse:
    """An exhibit as whoever holds or receives it sees it: without its case."""
    viewer = request.viewer
    exhibit = get_visible(Exhibit, viewer=viewer, pk=exhibit_id)
    context = {
        "exhibit": exhibit,
        "facts": facts_of(exhibit),
        "events": steps_shown(chain_of(viewer, exhibit), proofs=False),
        "acts": acts_for(viewer, exhibit),
        "breadcrumbs": [{"label": _("Exhibits"), "url": reverse("investigation:waiting")}],
    }
    return render(request, "evidence/kept.html", context)


@require_GET
@requires(Permission.SEE_CASES)
def proof(request: ViewerRequest, custody_id: UUID) -> HttpResponse:
    """That a step stands in the sealed log: a `.tlog-proof` to be checked elsewhere."""
    row = get_visible(Custody, viewer=request.viewer, pk=custody_id)
    entry = entry_of(request.viewer, row.entry)
    text = inclusion_proof(entry.id, entry=entry)
    name = f"{row.exhibit.number}-{row.number}".replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.tlog-proof"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
