"""Forms draw themselves on our patterns."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from punte.ui.forms import DatePartsField, PunteRenderer, ReasonForm
from punte.ui.gallery import SpecimenForm


class BirthForm(forms.Form):
    """A date in three fields."""

    birth = DatePartsField(label="Date of birth", required=False)


def birth(day: str, month: str, year: str) -> BirthForm:
    return BirthForm({"birth_day": day, "birth_month": month, "birth_year": year})


def test_three_fields_make_a_date() -> None:
    form = birth(" 7", "03", "2007")
    assert form.is_valid()
    assert form.cleaned_data["birth"] == date(2007, 3, 7)


def test_three_empty_fields_are_no_date() -> None:
    form = birth("", " ", "")
    assert form.is_valid()
    assert form.cleaned_data["birth"] is None


@pytest.mark.parametrize(
    "parts",
    [
        ("31", "2", "2007"), ("1", "", "2007"), ("1", "1", "07"), ("1", "1", "0007"),
        ("1-1", "1", "2007"), ("\0", "1", "2007"), ("x" * 9999, "1", "2007"), ("１", "1", "99999"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_in_words_and_kept_on_the_page(
    parts: tuple[str, str, str],
) -> None:
    form = birth(*parts)
    assert form.errors["birth"] == ["Enter a real date, with day, month and a year of four digits."]
    assert 'id="id_birth_0"' in form.render()


def test_a_known_date_fills_the_three_fields() -> None:
    html = BirthForm(initial={"birth": date(2007, 3, 27)}).render()
    assert [f'value="{part}"' in html for part in (27, 3, 2007)] == [True, True, True]


def test_the_summary_leads_to_each_wrong_field() -> None:
    html = SpecimenForm({}).render()
    for target in ("id_place", "id_birth_0", "id_service_0", "id_agreed"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html


def test_hint_and_error_are_tied_to_the_control() -> None:
    html = SpecimenForm({}).render()
    assert 'aria-describedby="id_place_helptext id_place_error"' in html
    assert 'id="id_place_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in SpecimenForm().render()


def test_what_people_write_is_escaped() -> None:
    html = SpecimenForm({"place": '"><script>alert(1)</script>'}).render()
    assert "<script>" not in html


def test_a_reason_must_say_something() -> None:
    assert not ReasonForm({"reason": "    a   "}).is_valid()
    assert ReasonForm({"reason": "to plan the return"}).is_valid()
    assert not ReasonForm({"reason": "a\0bcdef"}).is_valid()
    assert not ReasonForm({"reason": "x" * 1001}).is_valid()


def test_every_drawing_of_a_form_has_its_own_key() -> None:
    from punte.ui.templatetags.ui import once_key

    assert once_key() != once_key()


@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple])
def test_lists_to_choose_from_are_drawn_as_django_does(widget: type[forms.Select]) -> None:
    groups = [("", "–"), ("<b>", "<i>"), ("Group & co", [("2", "Two"), (3, "Three")])]
    select = widget({"class": "wide", "required": True, "hidden": False}, choices=groups)
    drawn, django = (
        select.render("field", ["3", "<b>"], {"id": "id_field"}, renderer)
        for renderer in (PunteRenderer(), DjangoTemplates())
    )
    assert parse_html(drawn) == parse_html(django)
    assert "selected" in drawn
    assert "<i>" not in drawn
