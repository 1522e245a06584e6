"""The standard as an XLSForm: what KoboToolbox and ODK make a questionnaire of."""

from __future__ import annotations

from typing import Final

from punte.algorithms.htcds.catalogue import Field, about, fields, published

Sheet = list[list[str]]
_TYPES: Final = {
    "text": "text", "long_text": "text", "country": "text", "countries": "text",
    "language": "text", "number": "decimal", "date": "date", "moment": "date",
}  # fmt: skip
_GROUPS: Final = {"hte": "Historic Trafficking Events", "spl": "Support Plan"}


def xlsform(*, own: bool = False) -> dict[str, Sheet]:
    """Sheets `survey`, `choices` and `settings`, each with its head row. Nothing is required.

    own: our extension fields too.
    """
    survey: Sheet = [["type", "name", "label", "hint", "required"]]
    choices: Sheet = [["list_name", "name", "label"]]
    choices += [["yes_no", "true", "Yes"], ["yes_no", "false", "No"]]
    section = ""
    for field in fields().values():
        if field.own and not own:
            continue
        if field.section != section:
            survey += _turn(section, field.section)
            section = field.section
        survey.append([_type(field), field.key, field.label, field.definition, "false"])
        choices += [[field.key, published(field.key, c), label] for c, label in field.codes]
    survey += _turn(section, "")
    return {"survey": survey, "choices": choices, "settings": _settings()}


def _turn(before: str, after: str) -> Sheet:
    """The end of one section and the beginning of the next."""
    rows: Sheet = []
    if before:
        rows.append([f"end_{_kind(before)}", "", "", "", ""])
    if after:
        name = "".join(word.capitalize() for word in after.replace("-", " ").split())
        rows.append([f"begin_{_kind(after)}", name, after, "", ""])
    return rows


def _kind(section: str) -> str:
    return "repeat" if section in _GROUPS.values() else "group"


def _type(field: Field) -> str:
    if field.kind == "yes_no":
        return "select_one yes_no"
    if field.codes:
        return f"select_{'multiple' if field.kind == 'codes' else 'one'} {field.key}"
    return _TYPES[field.kind]


def _settings() -> Sheet:
    return [
        ["form_title", "form_id", "version", "instance_name"],
        ["HTCDS 2.0", "htcds_2_0", "2.0", ""],
        [about()["attribution"], "", "", ""],
    ]
