"""The standard's fields, its repaired faults, headers in four languages, and the form."""

from __future__ import annotations

import pytest

from punte.algorithms.htcds import (
    OWN_FIELDS,
    TABLE,
    about,
    fields,
    guess_all,
    guess_field,
    published,
    xlsform,
)


def codes(key: str) -> list[str]:
    return [code for code, _label in fields()[key].codes]


def test_all_of_the_standard_is_there_and_our_fields_have_a_prefix() -> None:
    standard = [field for field in fields().values() if not field.own]
    assert len(standard) == 84
    assert sum(field.core for field in standard) == 40
    assert {field.key[:4] for field in OWN_FIELDS} == {"pun_"}


def test_the_faults_of_the_publication_are_repaired() -> None:
    assert "Unacquainted" in codes("vic_RelationshipToTrafficker")
    assert "Unaquainted" not in codes("vic_RelationshipToTrafficker")
    assert published("vic_RelationshipToTrafficker", "Unacquainted") == "Unaquainted"
    assert {"RestrictsMovement", "UsesChildren", "Threats"} <= set(codes("vic_MethodsOfControl"))
    assert "Other" in codes("vic_TypeOfSexExploitation")


def test_the_licence_is_told() -> None:
    assert "CC BY 4.0" in about()["licence"]
    assert "IOM" in about()["attribution"]


def test_the_crosswalk_names_fields_that_exist() -> None:
    assert set(TABLE) <= set(fields())


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("prs_FirstName", "prs_FirstName"),
        ("First Name", "prs_FirstName"),
        ("PRENUME", "prs_FirstName"),
        ("Фамилия", "prs_SecondName"),
        ("Прізвище", "prs_SecondName"),
        ("Data nașterii", "prs_Birthdate"),
        ("Data nasterii", "prs_Birthdate"),
        ("date_of_birth", "prs_Birthdate"),
        ("Hte_City 2", "hte_City"),
        ("hte_Type[1]", "hte_Type"),
        ("Gender 2", ""),
        ("Favourite colour", ""),
        ("", ""),
    ],
)
def test_columns_are_known_by_name(header: str, key: str) -> None:
    assert guess_field(header) == key


def test_a_field_is_given_to_one_column_unless_it_repeats() -> None:
    assert guess_all(["Name", "First name", "hte_City", "hte_City.2"]) == [
        "prs_FirstName", "", "hte_City", "hte_City",
    ]  # fmt: skip


def test_the_form_requires_nothing_and_offers_every_code() -> None:
    form = xlsform()
    head, *survey = form["survey"]
    asked = [row for row in survey if not row[0].startswith(("begin", "end"))]
    assert len(asked) == 84
    assert {row[head.index("required")] for row in asked} == {"false"}
    lists = {row[0] for row in form["choices"][1:]}
    wanted = {row[0].split()[1] for row in asked if row[0].startswith("select")}
    assert wanted == lists
    opened = [row[0].removeprefix("begin_") for row in survey if row[0].startswith("begin")]
    closed = [row[0].removeprefix("end_") for row in survey if row[0].startswith("end")]
    assert opened == closed
    assert "repeat" in opened
