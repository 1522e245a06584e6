"""All offers of one's own agency on one page, to be kept true in a minute."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Conflict, Invalid
from punte.protection.catalogue.actions import confirm_offer, update_offer
from punte.protection.catalogue.forms.offer import QuickForm
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.queries import own_offers, stale_before

PAGE = 50


@requires(Permission.EDIT_CATALOGUE)
def ours(request: ViewerRequest) -> HttpResponse:
    """Free places, waiting and hours of every offer; what differs is saved, the rest left alone."""
    page = Paginator(own_offers(request.viewer), PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    if request.method == "POST":
        forms = [QuickForm(request.POST, row=row) for row in rows if sent(request, row)]
        failed = keep_all(request, forms)
        if not failed:
            return redirect(f"{reverse('protection:catalogue_ours')}?page={page.number}")
        fresh = {row.pk: row for row in own_offers(request.viewer).filter(pk__in=[*ids(rows)])}
        shown = [failed.get(pk) or QuickForm(row=fresh[pk]) for pk in ids(rows) if pk in fresh]
        return drawn(request, page, shown, status=422)
    return drawn(request, page, [QuickForm(row=row) for row in rows])


def ids(rows: list[Offer]) -> list[Any]:
    return [row.pk for row in rows]


def sent(request: ViewerRequest, row: Offer) -> bool:
    """Whether the page that was sent held this offer: it may have come into being since."""
    return f"o{row.pk}-version" in request.POST


def keep_all(request: ViewerRequest, forms: list[QuickForm]) -> dict[Any, QuickForm]:
    """Save what differs and confirm what is still true; the forms that could not be saved."""
    still = request.POST.get("still", "")
    failed: dict[Any, QuickForm] = {}
    saved = 0
    for form in forms:
        before = form.row.version
        after = kept(request, form, confirm=still in ("all", str(form.row.pk)))
        if after is None:
            failed[form.row.pk] = form
        else:
            saved += after.version != before
    if saved:
        text = ngettext("%(n)d service saved.", "%(n)d services saved.", saved)
        messages.success(request, text % {"n": saved})
    elif not failed:
        messages.info(request, _("Nothing had changed."))
    return failed


def kept(request: ViewerRequest, form: QuickForm, *, confirm: bool) -> Offer | None:
    """The offer after its line was saved; None when the line says why it was not."""
    if not form.is_valid():
        return None
    values = form.cleaned_data
    try:
        with transaction.atomic():
            row = update_offer(
                by=request.viewer,
                offer=form.row.pk,
                version=values["version"],
                free_places=values["free_places"],
                waiting_days=values["waiting_days"],
                hours=form.week(),
            )
            return confirm_offer(by=request.viewer, offer=row.pk) if confirm else row
    except Conflict:
        overtaken(form)
    except Invalid as error:
        form.add_error(None, error.message)
    return None


def overtaken(form: QuickForm) -> None:
    """Say what stands there now; sent again, what was typed goes in its place."""
    row = form.row
    said = {"free": row.free_places, "days": row.waiting_days}
    shown = {name: "–" if value is None else value for name, value in said.items()}
    text = _(
        "Somebody saved this meanwhile: free places %(free)s, days of waiting %(days)s. "
        "What you typed stands below; save again to put it in its place."
    )
    form.add_error(None, text % shown)
    form.data = {**dict(form.data.items()), form.add_prefix("version"): str(row.version)}


def drawn(
    request: ViewerRequest, page: Page[Offer], forms: list[QuickForm], status: int = 200
) -> HttpResponse:
    stale = stale_before()
    context = {
        "page": page,
        "lines": [
            {"form": form, "offer": form.row, "stale": form.row.confirmed_on < stale}
            for form in forms
        ],
        "stale_count": own_offers(request.viewer)
        .filter(active=True, confirmed_on__lt=stale)
        .order_by()
        .count(),
        "breadcrumbs": [{"label": _("Services"), "url": reverse("protection:catalogue")}],
    }
    return render(request, "catalogue/ours.html", context, status=status)
