"""There and back again: a record, our words, the record."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms.htcds import Field, Record, fields, to_case, to_record

WORD = st.text("abcdefgh", min_size=1, max_size=8)
MOMENT = st.sampled_from(["2025-01-02", "2026-03-04T05:06:07+00:00"])


def values_of(field: Field) -> Any:
    codes = st.sampled_from([code for code, _label in field.codes]) if field.codes else WORD
    if field.several:
        return st.lists(codes, min_size=1, max_size=3)
    kinds: dict[str, Any] = {
        "yes_no": st.booleans(),
        "number": st.integers(0, 99).map(str),
        "date": st.sampled_from(["2025-01-02", "1990-05-06"]),
        "moment": MOMENT,
        "country": st.sampled_from(["MD", "RO", "UA"]),
        "countries": st.lists(st.sampled_from(["MD", "RO", "UA"]), min_size=1, unique=True),
        "language": st.sampled_from(["ro", "uk", "kat"]),
        "codes": st.lists(codes, min_size=1, max_size=3, unique=True),
        "code": codes,
    }
    return kinds.get(field.kind, WORD)


RECORDS: Any = st.fixed_dictionaries({}, optional={k: values_of(f) for k, f in fields().items()})


@given(RECORDS)
def test_what_goes_out_comes_in_as_the_same_case(record: Record) -> None:
    case = to_case(record)
    again = to_case(to_record(case))
    assert again.person == case.person
    assert again.file == case.file
    assert again.identity == case.identity
    assert again.source_id == case.source_id


@given(RECORDS)
def test_what_we_have_no_column_for_is_kept_word_for_word(record: Record) -> None:
    out = to_record(to_case(record))
    for key in ("prs_Salutation", "vic_MethodsOfControl", "hte_City", "spl_Type", "con_Consent"):
        assert out.get(key) == record.get(key)


def test_identity_goes_to_the_vault_and_nowhere_else() -> None:
    record: Record = {key: "ana" for key, field in fields().items() if field.identity}
    case = to_case(record)
    assert case.kept == {}
    assert case.person == {}
    assert "ana" in case.identity["given_name"][0]


def test_a_finer_code_stays_while_our_word_says_the_same() -> None:
    case = to_case({"prs_Gender": "TransgenderFeminine"})
    assert case.person["sex"] == "other"
    assert to_record(case)["prs_Gender"] == "TransgenderFeminine"
    case.person["sex"] = "female"
    assert to_record(case)["prs_Gender"] == "Feminine"


def test_an_unknown_exploitation_is_kept_and_not_invented() -> None:
    case = to_case({"vic_TypeOfExploitation": ["Surrogacy"]})
    assert "exploitation" not in case.person
    case.person["exploitation"] = "unknown"
    assert to_record(case)["vic_TypeOfExploitation"] == ["Surrogacy"]
    case.person["exploitation"] = "criminal"
    assert to_record(case)["vic_TypeOfExploitation"] == ["Other"]
