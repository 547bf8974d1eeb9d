"""The table of fields: each is read, kept in its own columns, and typed again as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.fields import (
    AmountField,
    ChoiceField,
    CreditCodeField,
    FieldRefused,
    LineField,
    NotesField,
    NumberField,
    ProfileField,
    ReferenceField,
    RolesField,
    YesNoField,
)
from tracker.domain.money import Currency, Mark, Money
from tracker.domain.profile import FIELD_COLUMNS, FIELDS, OFFERED, Particulars, in_register, read_field, read_fields
from tracker.domain.text import clean
from tracker.ledger.families_projects import PROJECTS
from tracker.ledger.headers import fold
from tracker.store.tables import Fact, Profile
from tracker.words import Lang
from tracker.words.catalogue import words

LINES = st.text(max_size=60).map(clean)
MINOR = st.integers(1, 10**13)
LABELS = st.text("甲乙丙ab", min_size=1, max_size=4)


def values(field: ProfileField[object]) -> st.SearchStrategy[object]:
    """Values a field can hold."""
    if isinstance(field, CreditCodeField):
        return st.sampled_from(["", "91350100M000100Y43"])
    if isinstance(field, NumberField):
        return st.decimals(0, 10**6, places=2).map(lambda number: format(number.normalize(), "f"))
    if isinstance(field, AmountField):
        return st.none() | st.builds(Money, MINOR, st.sampled_from(Currency), st.sampled_from(Mark))
    if isinstance(field, ChoiceField):
        return st.none() | st.sampled_from(list(field.kind.__members__.values()))
    if isinstance(field, YesNoField):
        return st.booleans()
    if isinstance(field, ReferenceField):
        return st.none() | st.integers(1, 10**6)
    if isinstance(field, RolesField):
        return st.dictionaries(st.just("备注") if isinstance(field, NotesField) else LABELS, LABELS, max_size=3)
    assert isinstance(field, LineField), field
    return LINES


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("name", FIELDS)
@given(data=st.data())
def test_a_value_is_kept_and_typed_again_as_the_same(name: str, data: st.DataObject) -> None:
    field = FIELDS[name]
    value = data.draw(values(field))
    kept = field.to_columns(value)
    assert len(kept) == len(field.columns)
    assert field.from_columns(kept) == value
    assert isinstance(field, ReferenceField) or read_field(name, field.typed(value)) == value


@pytest.mark.parametrize("name", FIELDS)
def test_an_empty_text_empties_a_field(name: str) -> None:
    blank = FIELDS[name].blank()
    assert getattr(Particulars(), name) == blank == FIELDS[name].from_columns(FIELDS[name].to_columns(blank))
    assert FIELDS[name].typed(blank) == ""
    assert isinstance(FIELDS[name], ReferenceField) or read_field(name, " ") == blank


def test_the_fields_are_kept_in_the_columns_of_the_table_and_no_others() -> None:
    """A column that no field knows would be empty after the next amendment."""
    assert sorted(FIELD_COLUMNS) == sorted(set(Profile.model_fields) - set(Fact.model_fields) - {"project_id"})


def test_every_field_has_a_name_in_every_language_and_its_choices_too() -> None:
    for lang in Lang:
        terms = words(lang).terms
        assert set(FIELDS) <= set(terms.field)
        for name, field in FIELDS.items():
            if isinstance(field, ChoiceField):
                assert set(terms.names_of(name)) == set(field.kind.__members__.values()), name


def test_every_field_can_stand_in_a_ledger_under_names_folded_as_headers_are() -> None:
    """A name that is not folded would fit no header at all."""
    known = {family.field for family in PROJECTS} | {"roles", "notes"}
    assert set(FIELDS) <= known
    for field in FIELDS.values():
        assert [fold(name) for name in field.header.names.split()] == field.header.names.split()


def test_columns_of_the_register_are_named_once_and_have_the_first_columns_of_the_table() -> None:
    names = [name for field in FIELDS.values() for name in field.register]
    assert len(names) == len(set(names))
    assert all(len(field.register) <= len(field.columns) for field in in_register().values())
    assert set(in_register(AmountField)) == {"amount"}


def test_what_is_offered_is_typed_and_repeats() -> None:
    assert set(OFFERED) == {"investor_from", "park", "industry_chain", "bureau", "chain_leader", "officer", "channel",
                            "project_type"}


def test_a_remark_leaves_what_a_ledger_brought() -> None:
    was = Particulars(name="甲", notes={"电话": "123", "备注": "老"})
    assert read_fields({"notes": "新\n行"}, was)[0].notes == {"电话": "123", "备注": "新\n行"}
    assert read_fields({"notes": ""}, was)[0].notes == {"电话": "123"}


def test_a_field_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(FieldRefused) as refused:
        read_field("colour", "red")
    assert refused.value.reason.params["choices"] == tuple(FIELDS)
