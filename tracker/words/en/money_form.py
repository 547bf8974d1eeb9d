"""How the form of money and the outside share of it are told, in English."""

from __future__ import annotations

from tracker.words.money_form import MoneyFormWords

WORDS = MoneyFormWords(form="Form", unsaid="not said", share="Outside share", share_hint="60%; all of it where empty",
                       outside="{share} from outside")
