"""How the form of money and the outside share of it are told, in Chinese."""

from __future__ import annotations

from tracker.words.money_form import MoneyFormWords

WORDS = MoneyFormWords(outside="外方占 {share}")
