"""The Human Trafficking Case Data Standard (IOM, CC BY 4.0): fields, values, crosswalk."""

from punte.algorithms.htcds.catalogue import (
    IDENTITY,
    OWN,
    OWN_FIELDS,
    REPAIRS,
    Field,
    about,
    as_published,
    fields,
    published,
)
from punte.algorithms.htcds.crosswalk import MOMENTS, TABLE, Case, to_case, to_record
from punte.algorithms.htcds.dates import DateFault, Order, Styles, read_date, styles_of
from punte.algorithms.htcds.headers import guess_all, guess_field
from punte.algorithms.htcds.values import FAULTS, Fault, Record, Value, read_value
from punte.algorithms.htcds.xlsform import xlsform

__all__ = [
    "FAULTS",
    "IDENTITY",
    "MOMENTS",
    "OWN",
    "OWN_FIELDS",
    "REPAIRS",
    "TABLE",
    "Case",
    "DateFault",
    "Fault",
    "Field",
    "Order",
    "Record",
    "Styles",
    "Value",
    "about",
    "as_published",
    "fields",
    "guess_all",
    "guess_field",
    "published",
    "read_date",
    "read_value",
    "styles_of",
    "to_case",
    "to_record",
    "xlsform",
]
