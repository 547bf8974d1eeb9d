"""How the form of money and the outside share of it are told, in Chinese."""

from __future__ import annotations

from tracker.words.money_form import MoneyFormWords

WORDS = MoneyFormWords(form="出资形式", unsaid="未填", share="外方比例", share_hint="如 60%；不写是全部",
                       outside="外方占 {share}")
