"""Documents, phones and dates: equal ones are equal, bad ones are none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms.textsearch import TextError, fold_date, fold_document, fold_phone

SOUND = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ZR 000-123/4", "ZR0001234"),
        ("zr0001234", "ZR0001234"),
        ("АВ 123456", "AB123456"),
        ("ав123456", "AB123456"),
        ("ЮЯ 1", "IUIA1"),
        ("\u0661\u0662", "12"),
        ("№ 5", "NO5"),
        ("--", ""),
        ("O0", "O0"),
    ],
)
def test_documents(text: str, folded: str) -> None:
    assert fold_document(text) == folded


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("0721 234 567", "RO", "+40721234567"),
        ("+40 (0)721 234 567", "RO", "+40721234567"),
        ("0040721234567", "MD", "+40721234567"),
        ("721234567", "RO", "+40721234567"),
        ("060 000 000", "MD", "+37360000000"),
        ("60000000", "MD", "+37360000000"),
        ("+373 60-00-00-00", "RO", "+37360000000"),
        ("37360000000", "MD", "+37360000000"),
        ("+373 000 12345", "MD", "+37300012345"),
        ("(067) 123-45-67", "UA", "+380671234567"),
        ("+380 67 123 45 67", "MD", "+380671234567"),
        ("+39 02 1234 5678", "RO", "+390212345678"),
        ("\uff0b373 60000000", "MD", "+37360000000"),
        ("\u0660\u0666\u0660\u0660\u0660\u0660\u0660\u0660\u0660", "MD", "+37360000000"),
        ("", "MD", None),
        ("phone", "MD", None),
        ("6000000", "MD", None),
        ("+373 6000 0000 0", "MD", None),
        ("+40 72123456", "RO", None),
        ("+0123456789", "RO", None),
        ("+" + "1" * 16, "RO", None),
        ("060000000 ext 5", "MD", None),
        ("9" * 150, "UA", None),
    ],
)
def test_phones(text: str, region: str, number: str | None) -> None:
    assert fold_phone(text, region) == number  # type: ignore[arg-type]


def test_a_folded_phone_stays() -> None:
    for number in ("+40721234567", "+37360000000", "+380671234567", "+390212345678"):
        assert fold_phone(number, "UA") == number


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(ValueError, match="FR"):
        fold_phone("0600000000", "FR")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1994-03-12", "1994-03-12"),
        ("12.03.1994", "1994-03-12"),
        ("12/3/1994", "1994-03-12"),
        ("12 martie 1994", "1994-03-12"),
        ("12 марта 1994 г.", "1994-03-12"),
        ("12 березня 1994 року", "1994-03-12"),
        ("12 March, 1994", "1994-03-12"),
        ("1 червня 2001", "2001-06-01"),
        ("1 липня 2001", "2001-07-01"),
        ("1 листопада 2001", "2001-11-01"),
        ("1 iunie 2001", "2001-06-01"),
        ("1 mai 2001", "2001-05-01"),
        ("1 мая 2001", "2001-05-01"),
        ("1994", "1994"),
        ("03.1994", "1994-03"),
        ("1994-03", "1994-03"),
        ("martie 1994", "1994-03"),
        ("29.02.2000", "2000-02-29"),
        ("29.02.1900", None),
        ("31.04.1994", None),
        ("12.13.1994", None),
        ("12.03.94", None),
        ("1899", None),
        ("2101-01-01", None),
        ("", None),
        ("yesterday", None),
        ("1 2 3 1994", None),
        ("99999999999", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert fold_date(text) == date


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_date_in_every_order(date: dt.date) -> None:
    iso = date.isoformat()
    for form in (iso, f"{date:%d.%m.%Y}", f"{date:%d/%m/%Y}", f"{date:%Y.%m.%d}"):
        assert fold_date(form) == iso


@given(SOUND)
def test_any_text_is_taken_or_none(text: str) -> None:
    assert fold_document(text).isascii()
    fold_phone(text, "MD")
    fold_date(text)


@pytest.mark.parametrize("bad", ["1\x00", "\ud800", "1" * 201])
def test_bad_text_is_refused(bad: str) -> None:
    with pytest.raises(TextError, match="document"):
        fold_document(bad)
    with pytest.raises(TextError, match="phone"):
        fold_phone(bad, "MD")
    with pytest.raises(TextError, match="date"):
        fold_date(bad)
