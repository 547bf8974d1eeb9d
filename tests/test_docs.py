"""What the documents show works as it stands there."""

import re
from pathlib import Path

import pytest

from tracker.cli.app import command
from tracker.domain.assessment_words import Measuring, ScoringWay
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.rules import read_ruleset, shipped_rulesets
from tracker.domain.rules_contradictions import everything_wrong
from tracker.domain.rules_work import ReviewRules
from tracker.ledger.mapping import read_mapping

DOCS = Path(__file__).parents[1] / "docs"


def example(name: str) -> str:
    return examples(name)[0]


def examples(name: str) -> list[str]:
    found = re.findall(r"```toml\n(.*?)```", (DOCS / name).read_text("utf-8"), re.DOTALL)
    assert found
    return found


def test_the_ruleset_of_the_documents_is_one() -> None:
    base = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    content = (base + "".join(examples("rulesets.md"))).encode()
    assert everything_wrong(content, "rulesets.md") == []
    rules = read_ruleset(content, "rulesets.md")
    ships, money = (rules.indicator(key) for key in ("ships_signed", "park_money"))
    assert ships is not None
    assert money is not None
    assert ships.filters.exclude_phases
    assert money.rounding.decimals == 1


@pytest.mark.parametrize("name", ["audit.md", "audit.zh-CN.md"])
def test_the_questions_of_the_documents_are_those_there_are(name: str) -> None:
    base = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    content = (base + example(name)).encode()
    assert everything_wrong(content, name) == []
    assert read_ruleset(content, name).audit.left_out == (AuditCheck.SAME_BEHIND,)
    assert re.findall(r"^\| `(\w+)`", (DOCS / name).read_text("utf-8"), re.MULTILINE) == list(AuditCheck)


@pytest.mark.parametrize("name", ["ledger.md", "ledger.zh-CN.md"])
def test_the_mapping_of_the_documents_is_one(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(example(name), "utf-8")
    assert read_mapping(path).of("招商库").header_row == 4


@pytest.mark.parametrize("name", ["review.md", "review.zh-CN.md"])
def test_the_review_of_the_documents_is_the_usual_one(name: str) -> None:
    base = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    start, end = base.index("[review]"), base.index("[lists]")
    assert read_ruleset((base[:start] + example(name) + base[end:]).encode(), name).review == ReviewRules()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/review.md", "docs/review.zh-CN.md"])
def test_the_commands_that_are_shown_exist(name: str) -> None:
    """Each line of a console is a command with the options it takes."""
    shown = re.findall(r"^\$ sanxin review (\w+)(.*)$", (DOCS.parent / name).read_text("utf-8"), re.MULTILINE)
    commands = command("review").commands
    assert shown
    for verb, rest in shown:
        options = {option for param in commands[verb].params for option in param.opts}
        assert set(re.findall(r"(?<= )--?\w+", rest.partition("#")[0])) <= options, (verb, rest)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/architecture.md",
                                  "docs/rulesets.md", "docs/ledger.md", "docs/ledger.zh-CN.md", "docs/review.md",
                                  "docs/review.zh-CN.md", "docs/recognition.md", "docs/recognition.zh-CN.md",
                                  "docs/audit.md", "docs/audit.zh-CN.md", "docs/report.md", "docs/report.zh-CN.md",
                                  "docs/proof.md", "docs/proof.zh-CN.md", "docs/officers.md", "docs/officers.zh-CN.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    page = DOCS.parent / name
    for target in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_assessment_of_the_documents_is_one_in_both_languages() -> None:
    base = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    pages = ["assessment.md", "assessment.zh-CN.md"]
    contents = [(base + "".join(examples(name))).encode() for name in pages]
    assert [everything_wrong(content, name) for content, name in zip(contents, pages, strict=True)] == [[], []]
    told = [read_ruleset(content, "x.toml") for content in contents]
    assert told[0].digest == told[1].digest
    assert told[0].assessment
    assert {line.way for line in told[0].assessment.lines} == set(ScoringWay) - {ScoringWay.AVERAGE}
    assert {line.measuring for line in told[0].assessment.lines if line.measuring} == set(Measuring) - {Measuring.OVER}
