"""`[assessment]` of a ruleset: each wrong value has its line and what to write; what is said is in the digest."""

from __future__ import annotations

import pytest

from tests.domain.assessment.published import MARKS, line, ruleset_with
from tests.office.rulesets import text_of
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import RulesetError
from tracker.domain.rules_read import read_ruleset
from tracker.words import Lang
from tracker.words.faults import fault_line

COMPLETION = 'way = "proportion"\ncompletion = "new_signed"\npoints = 20\n'


@pytest.mark.parametrize(("text", "at", "key", "fault"), [
    ('way = "weighing"\nactual = "new_signed"', 'way = "weighing"', "way", Fault.UNKNOWN_WORD),
    ('way = "proportion"\ncompletion = "neu_signed"\npoints = 1', 'completion = "neu_signed"', "completion",
     Fault.UNKNOWN_WORD),
    (f'{COMPLETION}steps = [{{ at_least = "80%", points = 1 }}]', "steps", "steps", Fault.NOT_FOR_WAY),
    (f"{COMPLETION}full_from = 80", "full_from", "full_from", Fault.WRONG_TYPE),
    (f'{COMPLETION}full_from = "80"', "full_from", "full_from", Fault.WRONG_TYPE),
    (f'{COMPLETION}full_from = "0%"', "full_from", "full_from", Fault.OUT_OF_RANGE),
    (f'{COMPLETION}full_from = "60%"\nproportional_from = "60%"', "proportional_from", "proportional_from",
     Fault.ORDER),
    (f"{COMPLETION}at_most = 5\nat_least = 6", "at_least", "at_least", Fault.ORDER),
    (f'{COMPLETION}actual = "new_started"', "actual", "actual", Fault.ONE_MEASURE),
    (f"{COMPLETION}once = true", "once", "once", Fault.NOT_FOR_WAY),
    (f'{COMPLETION}factors = {{ foreign = 2 }}', "factors", "factors", Fault.UNKNOWN_WORD),
    (f'{COMPLETION}points_ = 2', "points_", "points_", Fault.UNKNOWN_KEY),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = "20"', "points", "points", Fault.WRONG_TYPE),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 1e99', "points", "points", Fault.OUT_OF_RANGE),
    ('way = "per_unit"\nactual = "new_signed"\npoints = 1\neach = "10%"', "each", "each", Fault.WRONG_TYPE),
    ('way = "per_unit"\nactual = "new_signed"\npoints = 1\ntargets = { new_signed = 1 }', "targets", "targets",
     Fault.NOT_FOR_WAY),
    ('way = "per_unit"\nactual = ["new_signed", "reports"]\npoints = 1\nonce = true', "once", "once",
     Fault.UNKNOWN_WORD),
    ('way = "proportion"\nshare = ["new_signed"]\npoints = 1', "share", "share", Fault.OUT_OF_RANGE),
    ('way = "steps"\nactual = "new_signed"\nsteps = [{ at_least = 1, points = 5 }, { at_least = 2, points = 6 }]',
     "steps", "steps", Fault.ORDER),
    ('way = "steps"\nactual = "new_signed"\nsteps = [{ at_least = "10%", points = 5 }]', "steps", "steps",
     Fault.WRONG_TYPE),
    ('way = "bands"\nactual = "new_signed"\nbands = [{ at_least = 1, points = 5 }, { at_least = 2, points = 6 }]',
     "bands", "bands", Fault.ORDER),
    ('way = "bands"\nactual = "new_signed"\nbands = [{ points = 5 }]', "bands", "bands", Fault.MISSING_KEY),
    ('way = "sum"\nof = ["later"]', "of", "of", Fault.UNKNOWN_WORD),
    (f'{COMPLETION}sample = ["reports"]', "sample", "sample", Fault.OUT_OF_RANGE),
    (f'{COMPLETION}normalise = {{ base = 60, rest = "40%" }}', "normalise", "normalise.base", Fault.WRONG_TYPE),
])
def test_each_wrong_value_has_its_line(text: str, at: str, key: str, fault: Fault) -> None:
    whole = text_of(MARKS + line(text))
    with pytest.raises(RulesetError) as error:
        read_ruleset(whole.encode(), "考核.toml")
    problem = error.value.problems[0]
    assert (problem.place, problem.code) == (f"assessment.lines[1].{key}", fault)
    assert whole.splitlines()[problem.line - 1].startswith(at)
    for lang in Lang:
        assert "{" not in fault_line(problem, lang).replace("{ ", "")


@pytest.mark.parametrize(("text", "fault", "value"), [
    ('way = "proportion"\ncompletion = "new_signed"', Fault.MISSING_KEY, "points"),
    ('way = "steps"\nactual = "new_signed"', Fault.MISSING_KEY, "steps"),
    ('way = "per_unit"\npoints = 1', Fault.ONE_MEASURE, "one"),
    ('way = "proportion"\nactual = "new_signed"\npoints = 1', Fault.MISSING_KEY, "full_from"),
    (f'{COMPLETION}full_from = "90%"\nproportion_of = "between"', Fault.MISSING_KEY, "proportional_from"),
    ('way = "above_target"\nactual = "new_signed"\nbase = 5', Fault.MISSING_KEY, "completion"),
    ('way = "per_unit"\nactual = "new_signed"\npoints = 1\nnormalise = { base = "60%", rest = "40%" }',
     Fault.MISSING_KEY, "at_most"),
    ('way = "sum"', Fault.MISSING_KEY, "of"),
])
def test_what_is_lacking_is_named_at_its_line_of_the_assessment(text: str, fault: Fault, value: str) -> None:
    whole = text_of(MARKS + line(COMPLETION, "first") + line(text))
    with pytest.raises(RulesetError) as error:
        read_ruleset(whole.encode(), "考核.toml")
    [problem] = error.value.problems
    assert (problem.place, problem.code, problem.value) == ("assessment.lines[2]", fault, value)
    assert problem.line == max(number for number, one in enumerate(whole.splitlines(), 1)
                               if one == "[[assessment.lines]]")


def problems(text: str) -> list[tuple[str, Fault]]:
    with pytest.raises(RulesetError) as error:
        read_ruleset(text_of(text).encode(), "考核.toml")
    return [(one.place, one.code) for one in error.value.problems]


def test_names_are_each_their_own() -> None:
    assert problems(MARKS + line(COMPLETION, "a") + line(COMPLETION, "a")) == [
        ("assessment.lines[2].key", Fault.DUPLICATE)]
    assert problems(MARKS.replace('"missing"', '"new_signed"') + line(COMPLETION)) == [
        ("assessment.marks[2].key", Fault.DUPLICATE)]
    assert problems(MARKS + line(COMPLETION, "a") + line('way = "sum"\nof = ["a"]', "b") + line(
        'way = "sum"\nof = ["a"]', "c")) == [("assessment.lines[3].of", Fault.DUPLICATE)]


@pytest.mark.parametrize(("head", "place", "fault"), [
    ('ties = "by_lines"', "assessment", Fault.MISSING_KEY),
    ('ties_by = ["one"]', "assessment.ties_by", Fault.NOT_FOR_WAY),
    ('ties = "by_lines"\nties_by = ["two"]', "assessment.ties_by", Fault.UNKNOWN_WORD),
    ("at_most = 1\nat_least = 2", "assessment.at_least", Fault.ORDER),
    ('ranked = "kind"', "assessment.ranked", Fault.UNKNOWN_WORD),
    ("decimals = 2.5", "assessment.decimals", Fault.WRONG_TYPE),
])
def test_what_is_wrong_in_the_head(head: str, place: str, fault: Fault) -> None:
    assert problems(MARKS.replace("[assessment]\n", f"[assessment]\n{head}\n") + line(COMPLETION)) == [(place, fault)]


@pytest.mark.parametrize(("more", "place", "fault"), [
    ('[[assessment.grades]]\nlabel = { zh = "甲" }\nat_least = 1\n[[assessment.grades]]\nlabel = { zh = "乙" }\n'
     "at_least = 2", "assessment.grades", Fault.ORDER),
    ('[[assessment.grades]]\nlabel = { zh = "甲" }\nat_least = 1\nfirst = 2', "assessment.grades", Fault.ORDER),
    ("[[assessment.promotions]]\nactual = { new_signed = 1 }", "assessment", Fault.MISSING_KEY),
    ('[[assessment.grades]]\nlabel = { zh = "甲" }\n[[assessment.promotions]]\ngrades = 1',
     "assessment.promotions[1]", Fault.NO_CONDITION),
    ('[[assessment.marks]]\nkey = "x"\nlabel = { zh = "甲" }\nat_most = 3\nusual = 4', "assessment.marks[3].usual",
     Fault.OUT_OF_RANGE),
])
def test_what_is_wrong_in_grades_promotions_and_marks(more: str, place: str, fault: Fault) -> None:
    assert problems(MARKS + line(COMPLETION) + f"\n{more}\n") == [(place, fault)]


def test_an_assessment_without_lines_is_none() -> None:
    assert problems("\n[assessment]\n") == [("assessment.lines", Fault.MISSING_KEY)]


def test_what_is_said_is_in_the_digest_and_a_default_is_not() -> None:
    plain = ruleset_with(line(COMPLETION))
    assert ruleset_with(line(f'{COMPLETION}without_target = "asked"\nonce_ = 1'.replace("\nonce_ = 1", "")),
                        'ties = "gap"\ndecimals = 2').digest == plain.digest
    assert ruleset_with(line(COMPLETION.replace("20", "20.0"))).digest == plain.digest
    told = [ruleset_with(line(COMPLETION + more), head).digest for more, head in (
        ("", 'ties = "dense"'), ('counted_at_most = "120%"', ""), ("decimals = 1", ""), ('groups = ["园区"]', ""),
        ("targets = { new_signed = 3 }", ""), ('normalise = { base = "60%", rest = "40%" }', ""))]
    assert len({plain.digest, *told}) == 7
    assert ruleset_with(line(f'{COMPLETION}counted_at_most = "120%"')).digest == ruleset_with(
        line(f'{COMPLETION}counted_at_most = "120.0%"')).digest
