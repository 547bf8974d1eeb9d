"""How a change with a day of effect is told, in English."""

from __future__ import annotations

from tracker.words.changed import ChangedWords

WORDS = ChangedWords(
    title="Changes and increases", increased="capital increase of {amount}",
    became="{field} was “{before}”, became “{after}”", nobody="empty",
    increase_done="{project}: capital increase of {amount} from {day} on", change_done="{project}: {fields} from "
                                                                                       "{day} on",
    void_done="change {id} is taken back", increase_title="Capital increase: {name}", increase_commit="record increase",
    change_title="Change: {name}", change_commit="record change", change_what="changed", change_to="became",
    void_title="Take back of {day}: {change} ({name})", void_commit="take back",
    signed_again="signed again with {after} (before with {before}, for {amount})",
    kind={"signing": "signed again", "intent": "intent or framework agreement"},
    signed_done="{project}: signed again on {day} (number {id})",
    intent_done="{project}: intent of {day} is recorded, which is no signing (number {id})",
)
