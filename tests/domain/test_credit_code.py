"""Credit codes by GB 32100-2015."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.credit_code import BadCreditCode, is_credit_code, read_credit_code

GOOD = "91110000600037341L"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        GOOD.lower(),
        f" {GOOD} ",
        "9111 0000 6000 3734 1L",
        "９１１１００００６０００３７３４１Ｌ",
        "911100-00600037341L",
    ],
)
def test_read_in_any_dress(typed: str) -> None:
    assert read_credit_code(typed) == GOOD


@pytest.mark.parametrize("code", ["91430981878AY7A07H", "91430981YG0QGWKUY2", "91430981TLFTHBQTK5"])
def test_codes_of_the_ledger(code: str) -> None:
    assert is_credit_code(code)


@pytest.mark.parametrize(
    "typed",
    ["", "91430981QE3WXTFPM0", GOOD[:-1], GOOD + "0", "91110000600037341I", "A1110000600037341L", "无", "9.1e17"],
)
def test_refused(typed: str) -> None:
    with pytest.raises(BadCreditCode) as error:
        read_credit_code(typed)
    assert (error.value.code, error.value.value) == ("credit_code", typed)
    assert not is_credit_code(typed)


def test_rural_collectives_have_a_letter_in_front() -> None:
    assert sum(is_credit_code("N2430981MF0000001" + last) for last in ALPHABET) == 1


@settings(deadline=None)  # the first call imports a library
@given(st.text(ALPHABET, min_size=9, max_size=9), st.integers(8, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(body: str, at: int, other: str) -> None:
    code = next(c for last in ALPHABET if is_credit_code(c := f"91430981{body}{last}"))
    changed = code[:at] + other + code[at + 1 :]
    assert is_credit_code(changed) == (changed == code)
