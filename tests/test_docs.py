"""What the documents show works as it stands there."""

import re
from pathlib import Path

import pytest

from tracker.domain.rules import read_ruleset, shipped_rulesets
from tracker.ledger.mapping import read_mapping

DOCS = Path(__file__).parents[1] / "docs"


def example(name: str) -> str:
    found = re.search(r"```toml\n(.*?)```", (DOCS / name).read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_ruleset_of_the_documents_is_one() -> None:
    base = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    rules = read_ruleset((base + example("rulesets.md")).encode(), "rulesets.md")
    ships, money = (rules.indicator(key) for key in ("ships_signed", "park_money"))
    assert ships is not None
    assert money is not None
    assert ships.filters.exclude_phases
    assert money.rounding.decimals == 1


def test_the_mapping_of_the_documents_is_one(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(example("ledger.md"), "utf-8")
    assert read_mapping(path).of("招商库").header_row == 4


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/architecture.md",
                                  "docs/rulesets.md", "docs/ledger.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    page = DOCS.parent / name
    for target in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
