"""What a ruleset says of single stages: `[signed]`, `[funded]`, `[started]`."""

from __future__ import annotations

from typing import Annotated

from tracker.domain.rules_values import Cited, word
from tracker.domain.rules_words import SignedAgain, WithoutMoney, WithoutReceipt


class Signed(Cited):
    """`[signed]`: which signing counts where a project was signed again."""

    again: Annotated[SignedAgain, word(SignedAgain)] = SignedAgain.FIRST


class Funded(Cited):
    """`[funded]`: when a milestone of "funded" counts."""

    without_receipt: Annotated[WithoutReceipt, word(WithoutReceipt)] = WithoutReceipt.COUNTED


class Started(Cited):
    """`[started]`: whether a project may start before its money has arrived."""

    without_money: Annotated[WithoutMoney, word(WithoutMoney)] = WithoutMoney.WITH_REASON
