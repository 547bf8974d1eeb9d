"""What an assessment says that cannot be meant is told with its line, in both languages, and what to do."""

from __future__ import annotations

import pytest

from tests.domain.assessment.published import MARKS, line
from tests.office.rulesets import text_of
from tracker.domain.reasons import Fault
from tracker.domain.rules import shipped_rulesets
from tracker.domain.rules_contradictions import everything_wrong
from tracker.words import Lang
from tracker.words.faults import fault_line

USED = line('way = "per_unit"\nactual = ["reports", "missing"]\npoints = 1', "marks")
DONE = 'way = "proportion"\ncompletion = "new_signed"\n'


def wrong(more: str, head: str = "", marks: str = MARKS) -> list[tuple[str, Fault, str]]:
    """Place, fault and the text of the line of each problem."""
    content = text_of(marks.replace("[assessment]\n", f"[assessment]\n{head}\n") + USED + more)
    lines = content.splitlines()
    found = everything_wrong(content.encode(), "x.toml")
    for one in found:
        for lang in Lang:
            assert "{value}" not in fault_line(one, lang)
            assert one.value in fault_line(one, lang)
    return [(one.place.removeprefix("assessment."), one.code, lines[one.line - 1]) for one in found]


@pytest.mark.parametrize(("more", "head", "place", "fault", "at"), [
    # 60 + 30 are not 100; a bonus, what only takes off and parts of others are beside it
    (line(f"{DONE}points = 60", "a") + line(f"{DONE}points = 30", "b"), "full_points = 100", "full_points",
     Fault.FULL_POINTS, "full_points = 100"),
    (line(f"{DONE}points = 60\nnormalise = {{ points = 90, base = \"60%\", rest = \"40%\" }}"), "full_points = 60",
     "full_points", Fault.FULL_POINTS, "full_points = 60"),
    (line(f'{DONE}points = 40\ngroups = ["甲组"]', "a") + line(f'{DONE}points = 30\ngroups = ["乙组"]', "b"),
     "full_points = 40", "full_points", Fault.FULL_POINTS, "full_points = 40"),
    ("", "full_points = 0\nat_most = -1", "at_most", Fault.NEVER_REACHED, "at_most = -1"),
    # a cap below the base, or below the points for all of it
    (line('way = "per_unit"\nshort = "new_signed"\nbase = 10\npoints = -1\nat_most = 5'), "", "lines[2].base",
     Fault.NEVER_REACHED, "base = 10"),
    (line(f"{DONE}points = 20\nat_most = 15"), "", "lines[2].points", Fault.NEVER_REACHED, "points = 20"),
    (line('way = "above_target"\ncompletion = "new_signed"\nbase = 60\npoints = 1\nmost_above = 10\nat_most = 65'),
     "", "lines[2].most_above", Fault.NEVER_REACHED, "most_above = 10"),
    (line('way = "steps"\ncompletion = "new_signed"\nsteps = [{ at_least = "90%", points = 9 }]\nat_most = 8'), "",
     "lines[2].steps", Fault.NEVER_REACHED, 'steps = [{ at_least = "90%", points = 9 }]'),
    (line('way = "per_unit"\nshort = "new_signed"\nbase = 5\npoints = -1\nat_least = 5'), "", "lines[2].at_least",
     Fault.ALWAYS_REACHED, "at_least = 5"),
    # thresholds beyond what counts
    (line(f'{DONE}points = 20\nfull_from = "130%"\ncounted_at_most = "120%"'), "", "lines[2].full_from",
     Fault.NEVER_REACHED, 'full_from = "130%"'),
    (line(f'{DONE}points = 20\nproportional_from = "50%"\ncounted_at_least = "50%"'), "",
     "lines[2].proportional_from", Fault.ALWAYS_REACHED, 'proportional_from = "50%"'),
    (line(f'{DONE}points = 20\ncounted_at_most = "80%"\ncounted_at_least = "80%"'), "", "lines[2].counted_at_least",
     Fault.ALWAYS_REACHED, 'counted_at_least = "80%"'),
    (line('way = "proportion"\nactual = "reports"\npoints = 5\nfull_from = 13'), "", "lines[2].full_from",
     Fault.NEVER_REACHED, "full_from = 13"),
    (line(f'{DONE}points = 20\nnormalise = {{ base = "60%", rest = "50%" }}'), "", "lines[2].normalise", Fault.ORDER,
     'normalise = { base = "60%", rest = "50%" }'),
    # a bonus whose own cap is above the total's
    (line('way = "per_unit"\nactual = "top500"\npoints = 1\nat_most = 120'), "at_most = 110", "lines[2].at_most",
     Fault.ABOVE_TOTAL, "at_most = 120"),
    # a mark has no target
    (line('way = "proportion"\ncompletion = "reports"\npoints = 5'), "", "lines[2].completion",
     Fault.NO_TARGET_OF_MARK, 'completion = "reports"'),
    ('\n[[assessment.vetoes]]\nlabel = { zh = "甲" }\neffect = "no_points"\nover = { missing = 1 }\n', "",
     "vetoes[1].over", Fault.NO_TARGET_OF_MARK, "over = { missing = 1 }"),
    # two of one name; a part that no unit has which has the whole
    (line(f"{DONE}points = 1", "a") + line(f"{DONE}points = 2", "b").replace('zh = "b"', 'zh = "a"'), "",
     "lines[3].label", Fault.DUPLICATE, 'label = { zh = "a" }'),
    (line(f'{DONE}points = 1\ngroups = ["甲组"]', "a") + line('way = "sum"\nof = ["a"]\ngroups = ["乙组"]', "b"), "",
     "lines[3].of", Fault.OTHER_GROUP, 'of = ["a"]'),
    # a part that some have without the whole: it would be in no total of theirs
    (line(f'{DONE}points = 1\ngroups = ["甲组", "乙组"]', "a")
     + line('way = "sum"\nof = ["a"]\ngroups = ["乙组"]', "b"),
     "", "lines[3].of", Fault.PART_OF_NOTHING, 'of = ["a"]'),
    (line(f"{DONE}points = 1", "a") + line('way = "sum"\nof = ["a"]\ngroups = ["乙组"]', "b"),
     "", "lines[3].of", Fault.PART_OF_NOTHING, 'of = ["a"]'),
    ('\n[[assessment.grades]]\nlabel = { zh = "优" }\nat_least = 101\n', "at_most = 100", "grades[1].at_least",
     Fault.NEVER_REACHED, "at_least = 101"),
])
def test_a_contradiction_is_named_with_its_line(more: str, head: str, place: str, fault: Fault, at: str) -> None:
    assert wrong(more, head) == [(place, fault, at)]


def test_marks_that_nobody_can_give_or_nothing_asks_for() -> None:
    more = '\n[[assessment.marks]]\nkey = "visits"\nlabel = { zh = "来访" }\n'
    assert wrong("", marks=MARKS + more) == [("marks[3].key", Fault.MARK_NOT_USED, 'key = "visits"')]
    fixed = MARKS.replace("at_most = 12", "at_most = 0")
    assert wrong("", marks=fixed) == [("marks[1].at_most", Fault.ONE_MARK, "at_most = 0")]


@pytest.mark.parametrize(("more", "head"), [
    # 60 + 40, a bonus beside them, deductions, a sum of two halves
    (line(f"{DONE}points = 60", "a") + line(f"{DONE}points = 20", "b") + line(f"{DONE}points = 20", "c")
     + line('way = "sum"\nof = ["b", "c"]', "d") + line('way = "per_unit"\nactual = "top500"\npoints = 1\n'
                                                         "at_most = 5\nbonus = true", "e"), "full_points = 100"),
    (line(f"{DONE}points = 60", "a") + line(f"{DONE}points = 20", "b") + line('way = "average"\nof = ["a", "b"]\n'
     'weights = { a = "50%", b = 2 }', "c"), "full_points = 35"),
    (line(f"{DONE}points = 60"),
     "full_points = 60\nat_most = 70"),
    (line(f'{DONE}points = 40\ngroups = ["甲组"]', "a") + line(f'{DONE}points = 40\ngroups = ["乙组"]', "b"),
     "full_points = 40"),
    (line(f'{DONE}points = 4\ngroups = ["甲组"]', "a")
     + line('way = "sum"\nof = ["a"]\ngroups = ["乙组", "甲组"]', "b"), ""),
    (line(f'{DONE}points = 20\nfull_from = "120%"\ncounted_at_most = "120%"'), ""),
    (line('way = "proportion"\ncompletion = "reports"\ntargets = { reports = 12 }\npoints = 5'), ""),
    (line('way = "per_unit"\nshort = "new_signed"\nbase = 5\npoints = -1\nat_most = 5\nat_least = 0'), ""),
])
def test_what_can_be_meant_is_not_called_wrong(more: str, head: str) -> None:
    assert wrong(more, head) == []


def test_the_shipped_assessments_do_not_contradict_themselves() -> None:
    for file in shipped_rulesets():
        assert everything_wrong(file.read_bytes(), file.name) == []
