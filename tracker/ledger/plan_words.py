"""The words that say of a stage or of money that it is planned, in headers and in cells."""

from __future__ import annotations

from typing import Final

PLAN_WORDS: Final = (r"拟|计划|预计|预期|预定|力争|争取|准备|即将|将于|可望|有望|目标|倒排|暂定|明年|后年")
"""Alternatives of a pattern."""
