"""Recording and withdrawing a consent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, ViewerRequest, get_visible, requires
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.protection.persons.door import Person, get_person
from punte.protection.referral.actions.consent import Given, record_consent, withdraw_consent
from punte.protection.referral.forms.consent import ConsentFields, Withdrawal
from punte.protection.referral.forms.referral import end_of
from punte.protection.referral.models import Consent
from punte.protection.referral.models.words import ConsentForm, ConsentGiver, ConsentPurpose
from punte.protection.referral.queries.consent import current_text, current_texts


@requires(Permission.RECORD_CONSENT)
def new_consent(request: ViewerRequest, person_id: UUID) -> HttpResponseBase:
    """The text in the person's language beside the form that records the answer."""
    person = get_person(request.viewer, person_id)
    form = ConsentFields(
        request.POST or None,
        own_agency=request.viewer.agency_id,
        child_path=person.child_path,
        initial={"language": person.language or get_language()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return keep(request, person, form)
        except Invalid as error:
            form.add_error(None, error.message)
    texts = [text for code in TEXT_ORDER for text in current_texts(code)]
    return render(
        request,
        "referral/consent/new.html",
        {
            "form": form,
            "person": person,
            "texts": texts,
            "back_url": reverse("protection:person", args=[person.id]),
        },
    )


TEXT_ORDER = ("ro", "en", "ru", "uk")


def keep(request: ViewerRequest, person: Person, form: ConsentFields) -> HttpResponseBase:
    values = form.cleaned_data
    text = current_text(values["language"])
    assert text is not None, "the form has checked it"
    given = Given(
        purpose=ConsentPurpose(values["purpose"]),
        recipient=values["recipient"],
        classes=[DataClass(key) for key in values["classes"]],
        text=text,
        form=ConsentForm(values["form"]),
        giver=ConsentGiver(values["giver"]),
        expires_at=end_of(values["expires_on"]),
        guardian_role=values["guardian_role"],
        witness=values["witness"],
        interpreter=values["interpreter"],
    )
    record_consent(
        by=request.viewer, person=person.id, given=given, request_key=once_key_of(request)
    )
    messages.success(request, _("The consent is recorded."))
    return redirect("protection:person", person.id)


@requires(Permission.RECORD_CONSENT)
def withdraw(request: ViewerRequest, consent_id: UUID) -> HttpResponseBase:
    """Withdrawing cuts access with the next request."""
    consent = get_visible(Consent, viewer=request.viewer, pk=consent_id)
    person = get_person(request.viewer, consent.person_id)
    form = Withdrawal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_consent(by=request.viewer, consent=consent.id, how=form.cleaned_data["how"])
        messages.success(request, _("Withdrawn. The recipient sees nothing from now on."))
        return redirect("protection:person", person.id)
    return render(
        request,
        "ui/form_page.html",
        {
            "form": form,
            "title": _("Withdraw a consent"),
            "lead": f"{person} · {consent.recipient.name}",
            "submit": _("Withdraw"),
            "danger": True,
            "back_url": reverse("protection:person", args=[person.id]),
        },
    )
