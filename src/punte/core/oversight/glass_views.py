"""Records opened with a reason, and their review."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.oversight.actions import review_glass
from punte.core.oversight.columns import GLASS
from punte.core.oversight.forms import ReviewForm
from punte.core.oversight.queries import get_glass, glass_rows, readings_under
from punte.ui.tables import Saved, Table


@requires(Permission.REVIEW_GLASS)
@require_GET
def glass_list(request: ViewerRequest) -> HttpResponse:
    """Openings that wait for a review, or all of them."""
    waiting = glass_rows(request.viewer, waiting=True)
    everything = request.GET.get("show") == "all"
    table = Table(
        name="glass",
        columns=GLASS,
        rows=glass_rows(request.viewer, waiting=False) if everything else waiting,
        params=request.GET,
        caption=_("Records opened with a reason"),
        default_sort="-broken_at",
        saved=[Saved(_("To review"), "", waiting.count()), Saved(_("All"), "show=all")],
        empty_title=_("Nothing to review"),
        empty_text=_("When somebody opens a record they were not given, it comes here at once."),
    )
    return render(request, "oversight/glass.html", {"table": table})


@requires(Permission.REVIEW_GLASS)
@require_http_methods(["GET", "POST"])
def glass_review(request: ViewerRequest, glass_id: UUID) -> HttpResponseBase:
    """One opening: the reason, what was done with it, and the review."""
    glass = get_glass(request.viewer, glass_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        review_glass(by=request.viewer, glass_id=glass_id, review=form.cleaned_data["review"])
        messages.success(request, _("The review is kept."))
        return redirect("oversight:glass")
    context = {
        "glass": glass,
        "form": form,
        "rows": readings_under(request.viewer, glass),
        "own": glass.account_id == request.viewer.account_id,
        "title": _("Opened with a reason"),
        "submit": _("Keep the review"),
        "back_url": reverse("oversight:glass"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "oversight/glass_review.html", context, status=status)
