"""What is said of counties' bundles: made, taken in, listed, added up and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BundleWords:
    """The words of one language; `{name}` is filled in."""

    signer_made: str
    signer: str
    region_is: str
    region_unset: str
    region_set: str
    trusted: str
    handed_over: str
    taken: str
    may_differ: str
    """How to go on where the county's past is another one."""
    taken_title: str
    signers_title: str
    none_taken: str
    column: Mapping[str, str]
    summed: str
    """What figures of counties are of."""
    by_rules: str
    by_own_rules: str
    together: str
    counties: str
    rates: str
    compared: str
    """Which bundle is compared with which."""
    other_past: str
    came: str
    went: str
    nobody: str
    parquet_written: str
    national: str
