"""Selectors in one spelling; numbers are examples of their standards or invented."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from punte.algorithms.selectors import KINDS, PLATFORMS, Fault, normalise
from punte.algorithms.selectors.keccak import keccak_256

MD_IDNP = "2004001234567"


@pytest.mark.parametrize(
    ("kind", "hint", "spellings", "key"),
    [
        ("phone", "MD", "069 123 456/+373 69 123-456/0037369123456/37369123456", "+37369123456"),
        ("phone", "RO", "0712 345 678/+40 (712) 345 678/tel:0712345678", "+40712345678"),
        ("phone", "UA", "044 123-45-67/+380441234567/+380 44 123 4567 ext. 12", "+380441234567"),
        ("phone", "", "+7 912 345-67-89/79123456789/٧٩١٢٣٤٥٦٧٨٩", "+79123456789"),
        ("imei", "", "35-417803-685978-9/35417803685978/3541780368597801.0", "35417803685978"),
        ("iccid", "", "8937301000012345678F/89373 0100 0012 345 678", "8937301000012345678"),
        ("iban", "", "md24 AG00 0225 1000 1310 4168/IBAN MD24AG000225100013104168",
         "MD24AG000225100013104168"),
        ("card", "", "4111 1111 1111 1111/4111-1111-1111-1111", "4111111111111111"),
        ("plate", "", "aa 1234 bb/АА1234ВВ/АА-1234-ВВ", "AA1234BB"),
        ("plate", "", "B 123 ABC/b-123-abc/В 123 АВС", "B123ABC"),
        ("vin", "", "1M8GDM9AXKP042788/1m8 gdm9axkp 042788", "1M8GDM9AXKP042788"),
        ("document", "", "AB 123456/АВ123456/ab-123456", "AB123456"),
        ("national_id", "", "1 630615 123457/1630615-123457", "1630615123457"),
        ("company_id", "RO", "RO 18547290/185 472 90/ro18547290", "RO18547290"),
        ("company_id", "", "1008600038413/MD1008600038413", "MD1008600038413"),
        ("email", "", "Ion@Example.COM/mailto:ion@EXAMPLE.com", "ion@example.com"),
        ("url", "", "https://www.example.com/a/?utm_source=x#y hxxp://example[.]com/a",
         "example.com/a"),
        ("handle", "", "https://t.me/Ion_C t.me/ion_c?start=1 telegram:@ion_c", "telegram:ion_c"),
        ("handle", "", "facebook.com/ion.c.77 https://m.facebook.com/ionc77", "facebook:ionc77"),
        ("wallet", "", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed/"
         "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
         "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
    ],
)  # fmt: skip
def test_spellings_of_one_selector_meet(kind: str, hint: str, spellings: str, key: str) -> None:
    apart = " " if kind in {"url", "handle"} else "/"
    found = [normalise(kind, text, hint) for text in spellings.split(apart)]
    assert [(n.key, n.fault) for n in found] == [(key, None)] * len(found)


@pytest.mark.parametrize(
    ("kind", "text", "hint", "fault"),
    [
        ("imei", "354178036859781", "", Fault.CHECK),
        ("imei", "354178036859780", "", Fault.SPARE),
        ("imei", "3541780368597", "", Fault.LENGTH),
        ("imei", "000000000000000", "", Fault.PLACEHOLDER),
        ("imei", "3.54178E+14", "", Fault.FORM),
        ("imsi", "439011234567890", "", Fault.PLAN),
        ("iban", "MD25AG000225100013104168", "", Fault.CHECK),
        ("iban", "RO49AAAA1B310075938400", "", Fault.CHECK),
        ("card", "4111111111111112", "", Fault.CHECK),
        ("vin", "1M8GDM9A1KP042788", "", Fault.CHECK),
        ("vin", "1M8GDM9AXKP0427O8", "", Fault.FORM),
        ("cnp", "1630615123458", "", Fault.CHECK),
        ("cnp", "1632215123457", "", Fault.PLAN),
        ("national_id", "1630615123458", "RO", Fault.CHECK),
        ("national_id", "2004001234568", "MD", Fault.CHECK),
        ("idnp", "1008600038413", "", Fault.PLAN),
        ("idno", "1008600038412", "", Fault.CHECK),
        ("rntrc", "1759013770", "", Fault.CHECK),
        ("edrpou", "32855968", "", Fault.CHECK),
        ("cui", "18547291", "", Fault.CHECK),
        ("company_id", "32855961", "", Fault.AMBIGUOUS),
        ("phone", "+37300", "", Fault.PLAN),
        ("phone", "069123456", "", Fault.PLAN),
        ("wallet", "1NEDqZPvTWRaoho48qXuLLsrYomMXPABfX", "", Fault.CHECK),
        ("wallet", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", "", Fault.CHECK),
        ("wallet", "what is this", "", Fault.UNKNOWN),
        ("email", "nobody at home", "", Fault.FORM),
        ("handle", "@ion_c", "", Fault.UNKNOWN),
        ("url", "x" * 2001, "", Fault.LONG),
        ("document", "\x00\ud800 ", "", Fault.EMPTY),
    ],
)
def test_what_is_wrong_is_kept_and_marked(kind: str, text: str, hint: str, fault: Fault) -> None:
    found = normalise(kind, text, hint)
    assert (found.fault, found.valid) == (fault, False)
    if fault is Fault.CHECK:
        # Kept to the last sign, so that it never meets the number it may have been meant for.
        assert found.key.lower() == text.lower()


def test_short_numbers_and_named_senders_are_no_subscribers() -> None:
    assert normalise("phone", "902", "MD").key == "MD:902"
    assert normalise("phone", "902", "RO").key == "RO:902"
    assert normalise("phone", "112").fault is Fault.UNKNOWN
    assert normalise("phone", "Orange").kind == "sender"
    spoofed = normalise("phone", "ОRANGE")
    assert spoofed.key != "orange"
    assert spoofed.alike == normalise("phone", "Orange").alike


def test_the_country_of_a_shape_is_told() -> None:
    told = {text: normalise("plate", text).scheme for text in ("IS12ABC", "ABC123", "AA1234BB")}
    assert told == {"IS12ABC": "RO", "ABC123": "MD", "AA1234BB": "UA"}
    assert normalise("plate", "WOB ZK 295").valid
    assert normalise("national_id", MD_IDNP).scheme == "MD"
    assert normalise("idnp", MD_IDNP).valid
    assert normalise("wallet", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").scheme == "TRX"


def test_the_same_digits_in_two_countries_stay_apart() -> None:
    assert normalise("company_id", "32855961", "UA").key == "UA32855961"
    assert normalise("company_id", "32855961", "RO").key == "RO32855961"


def test_what_looks_alike_is_advice_and_no_key() -> None:
    one, other = normalise("plate", "BOB 018"), normalise("plate", "8O8 OI8")
    assert one.key != other.key
    assert one.alike == other.alike
    gmail = normalise("email", "i.on+shop@gmail.com")
    assert (gmail.key, gmail.alike) == ("i.on+shop@gmail.com", "ion@gmail.com")


@pytest.mark.parametrize("address", [
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
])  # fmt: skip
def test_bech32_addresses_of_both_kinds(address: str) -> None:
    assert normalise("wallet", address.upper()).valid
    assert normalise("wallet", address[:-1] + "q").fault is Fault.CHECK


def test_keccak_is_ethereums() -> None:
    assert keccak_256(b"").hex().startswith("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b")
    assert keccak_256(b"a" * 135) != keccak_256(b"a" * 136)


TEXTS = st.one_of(
    st.text(max_size=40),
    st.text("0123456789+-. ()", max_size=25),
    st.text("0123456789ABOI8авеокхтABC:./@?&=#_", max_size=45),
)
HINTS = st.sampled_from(["", "RO", "MD", "UA", "ro", "??", *PLATFORMS])


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=60, deadline=None)
@given(TEXTS, HINTS)
@example("²³①٣", "MD")
@example("IBANIBAN1", "")
@example("www.www.a.b//?&&utm_a", "")
@example("ß@ß.ß", "")
def test_no_text_raises_and_a_key_is_its_own_key(kind: str, text: str, hint: str) -> None:
    found = normalise(kind, text, hint)
    assert bool(found.key) or not found.valid
    if found.key:
        again = normalise(found.kind, found.key, hint)
        assert (again.kind, again.key) == (found.kind, found.key)


def test_another_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        normalise("shoe size", "42")
