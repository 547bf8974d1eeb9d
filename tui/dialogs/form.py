"""What every form shares: labelled fields, Enter saves, each reason of a refusal in the form, nothing typed lost."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Paste
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from tracker.domain.reasons import Reason
from tracker.office.outcome import Done, Refused
from tracker.office.saving import Saving
from tracker.office.versions import Version
from tracker.words.days import day_text
from tracker.words.sentences import parts, sentence
from tui.actions import key_name
from tui.dialogs.versioned import MUTED as MUTED
from tui.dialogs.versioned import Versioned
from tui.drafts import Draft
from tui.facts import open_in_full
from tui.text import ascii_only, clip, drawn, marks, pad
from tui.widgets.choices import Choices
from tui.widgets.day_input import READING, DayInput
from tui.widgets.key_hints import KeyHints
from tui.widgets.line_input import LineInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Detail, Hold
    from tui.facts import Opened


SLOW = 1.0
"""Seconds after which a form says that it is still being saved."""


class Field(Widget):
    """A label, and beside it what is typed or chosen.

    The label is the field's own drawing, not a widget: a form has many, and each takes its time to come and to go.
    """

    DEFAULT_CSS = """
    Field { layout: horizontal; width: 1fr; height: auto; text-wrap: nowrap; }
    Field > * { margin-left: 10; }
    Field > DayInput { margin: 0 20 0 10; }
    Field > Input { width: 1fr; }
    Field.-hidden { display: none; }
    """

    def __init__(self, label: str, control: Widget, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(control, id=id)
        self.label, self.control = label, control

    def rename(self, label: str) -> None:
        """Takes another label."""
        self.label = label
        self.refresh()

    def render(self) -> Content:
        """The label, in the room left of the control; right of a day, how it is read."""
        room = self.control.styles.margin.left - 1
        if not isinstance(self.control, DayInput):
            return Content.styled(clip(drawn(self.label), room), MUTED)
        between = self.size.width - room - READING + 1
        return Content.assemble((pad(drawn(self.label), room), MUTED), " " * between, self.control.reading())


def line_input(name: str, value: str = "", hint: str = "") -> LineInput:
    """An input of one line; `name` is its id."""
    return LineInput(value, placeholder=hint, id=name)


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What stands in a form. Where it is longer than the screen the arrows still go from field to field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]


class FormDialog(ModalScreen["str | None"], Versioned):
    """A form over the screen it was opened from. Dismissed with the project's code once it is done, else None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("enter", "commit", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("f2,ctrl+s", "commit", show=False),
        Binding("f7", "take_theirs", show=False),
        Binding("f8", "put_back", show=False),
        Binding("f9", "throw_away", show=False),
        Binding("f10,ctrl+l", "app.language", show=False),
        Binding("f12,ctrl+t", "app.theme", show=False),
    ]
    CSS_PATH: ClassVar[CSSPathType | None] = "form.tcss"
    SAYS_SLOW: ClassVar[bool] = True
    """Whether it tells that it is still being saved; forms that show how far they are do not."""

    def __init__(self) -> None:
        super().__init__()
        self._saving = self._in_text = self._asked_to_stop = False
        self._attempt = Saving()
        """The attempt to save that was made last; all of one filling in have the same token."""
        self._sent: dict[str, str] | None = None
        """What stood in the fields when it was saved and may have been recorded."""
        self._tell_slow: Timer | None = None
        self._blank: dict[str, str] = {}
        self._over = False
        self._waiting: list[Draft] = []
        """Drafts of the same kind of word on the same thing, the newest last; none of them is in the form."""
        self._kept_as = ""
        """The name under which what is typed is kept; none while nothing is."""
        self._is_back = False
        """Whether a draft was put back."""

    # -- what a form says of itself -----------------------------------------------------------------------------------

    @abstractmethod
    def form_title(self) -> str:
        """What stands on top, in one line or two."""

    @abstractmethod
    def fields(self) -> Iterable[Widget]:
        """The fields, in the order they are filled in."""

    def commit_words(self) -> str:
        """What Enter does."""
        return self.words.forms.commit

    @abstractmethod
    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """What is to be done with what was typed; it runs in a thread."""

    @abstractmethod
    def done_words(self, done: Done[object]) -> str:
        """What is said once it is done; nothing where it is plain to see."""

    @abstractmethod
    def subject(self) -> str:
        """The code of the project the form was about."""

    @abstractmethod
    def draft_key(self) -> str:
        """What a draft belongs to: one kind of word on one thing, such as "note 12"; empty where none is kept."""

    def filled(self) -> None:
        """The form is on the screen: what it starts with, and what it asks the office first."""

    # -- the form -----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, fields, reasons, keys. What title and keys say may hang on what a field holds: they come last."""
        classes = " ".join(("-wide",) * self.words.wide + ("-plain",) * ascii_only())
        with Form(id="form", classes=classes):
            yield Static(id="title", markup=False)
            yield Static(id="draft", markup=False)
            yield from self.fields()
            yield Static("", id="reasons", markup=False)
            yield KeyHints((), id="keys")

    def on_mount(self) -> None:
        """Begins."""
        self.begin()

    def begin(self) -> None:
        """The form as it starts; of what was typed last time and not saved a line tells, and it can be put back."""
        self.begin_anew()
        self.filled()
        self._attempt, self._sent = Saving(), None
        self._blank, self._is_back = self.typed(), False
        drafts, key = self.office_app.drafts, self.draft_key()
        self._waiting = drafts.waiting(key) if key else []
        self._kept_as = drafts.free_name(key) if key else ""
        self._tell_draft()
        self._show_words()

    def controls(self) -> Iterator[Widget]:
        """The controls of the form."""
        return (control for control in self.query("Input, TextArea, Choices").results(Widget) if control.id)

    def typed(self) -> dict[str, str]:
        """What stands in every field, by its id."""
        return {control.id or "": control.value for control in self.controls()}  # type: ignore[attr-defined]

    def labelled(self) -> Iterator[tuple[str, Widget]]:
        """Every control with its label."""
        return ((field.label, field.control) for field in self.query(Field))

    def fill(self, typed: Mapping[str, str]) -> None:
        """Puts texts and choices into fields, by their ids; fields that are not named stay as they are."""
        for control in self.controls():
            text = typed.get(control.id or "")
            if text is None:
                continue
            if isinstance(control, Choices):
                control.choose(text)
            elif isinstance(control, TextBox):
                control.text = text
            elif isinstance(control, Input):
                control.value = text
                control.cursor_position = len(text)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choices.Changed)
    def kept(self) -> None:
        """Keeps what is typed until it is saved: the form can be closed, or the line go dead."""
        if self._blank and self._kept_as and not self._over:
            differs = {name: text for name, text in self.typed().items() if text != self._blank.get(name, "")}
            self.office_app.drafts.keep(self._kept_as, differs if self._written(differs) else {}, self.version)

    def _written(self, typed: Mapping[str, str]) -> list[str]:
        """The texts among what was typed, without what was only chosen."""
        return [typed[control.id or ""] for control in self.controls()
                if control.id in typed and not isinstance(control, Choices)]

    def _tell_draft(self) -> None:
        """The line about the draft: what it says and how it is put back, or that it is back."""
        says, line = self.words.forms, self.query_one("#draft", Static)
        line.display = self._is_back or bool(self._waiting)
        if self._is_back:
            line.update(says.draft_back)
        elif self._waiting:
            text = " ".join(" ".join(self._written(self._waiting[-1].typed)).split())
            line.update(says.draft_waits.format(text=drawn(text)))

    def is_over(self) -> None:
        """What was typed is saved, or nothing new: it is no draft. Others that wait here go on waiting."""
        self._over = True
        if self._kept_as:
            self.office_app.drafts.keep(self._kept_as, {})

    def action_put_back(self) -> None:
        """Puts the newest draft into the form; what has been typed meanwhile becomes a draft of its own."""
        if self._waiting:
            self.kept()
            draft = self._waiting.pop()
            self._kept_as, self._is_back = draft.name, True
            self.save_against(draft.version)
            self.fill({**self._blank, **draft.typed})
            self._tell_draft()

    def action_throw_away(self) -> None:
        """Throws away the draft the line tells of; one that was put back leaves the form as it starts."""
        if self._is_back:
            self._is_back = False
            self.save_against(None)
            self.fill(self._blank)
            self.office_app.drafts.keep(self._kept_as, {})
        elif self._waiting:
            self.office_app.drafts.keep(self._waiting.pop().name, {})
        self._tell_draft()

    def reword(self) -> None:
        """Shows the form in the language that is spoken now; what was typed stays, and so does the cursor.

        The form itself does it, between two of its messages: a key that is pressed meanwhile finds all fields.
        """
        self.call_next(self._reworded)

    async def _reworded(self) -> None:
        typed, blank, focused = self.typed(), self._blank, self.focused.id if self.focused else None
        offered = {choices.id: choices.options for choices in self.query(Choices)}
        self._blank = {}
        await self.recompose()
        self.filled()
        for choices in self.query(Choices):
            if not choices.options:
                choices.offer(offered.get(choices.id, ()))
        self.fill(typed)
        self._blank = blank
        self._tell_draft()
        self._show_words()
        if focused:
            self.query_one(f"#{focused}").focus()

    def _keys(self) -> list[Content]:
        words = self.words.forms
        return [self._key("enter", self.commit_words()), self._key("tab", words.next_field),
                *([self._key("ctrl+j", words.new_line)] if self._in_text else ()),
                self._key("escape", words.cancel)]

    def _key(self, key: str, does: str) -> Content:
        """A key and what it does."""
        return Content.assemble((f"{key_name(key, self.words)} ", "bold $text-primary"), drawn(does))

    def on_descendant_focus(self) -> None:
        """A new line is begun only where a text of several lines is typed."""
        in_text = isinstance(self.focused, TextBox)
        if in_text is not self._in_text:
            self._in_text = in_text
            self.call_after_refresh(self.show_keys)

    def _show_words(self) -> None:
        """Title and keys, by what the fields hold."""
        self.show_title()
        self.show_keys()

    def show_title(self) -> None:
        """The title once more, each of its lines in a line."""
        self.query_one("#title", Static).update("\n".join(map(drawn, self.form_title().split("\n"))))

    def show_keys(self) -> None:
        """The keys once more: what they do has changed."""
        self.query_one("#keys", KeyHints).show(self._keys())

    def text(self, name: str) -> str:
        """What was typed into a field."""
        control = self.query_one(f"#{name}")
        assert isinstance(control, Input | TextBox)
        return control.value

    def day_read(self, name: str) -> str:
        """The day in a field as the office reads it, 2024-12-30; nothing where it is none."""
        day = self.query_one(f"#{name}", DayInput).read()
        return "" if day is None or isinstance(day, Reason) else day_text(day, self.words.lang)

    def choice(self, name: str) -> str:
        """What was chosen in a field."""
        return self.query_one(f"#{name}", Choices).value

    def on_paste(self, event: Paste) -> None:
        """A text that arrives where none is typed, as on a choice, goes into the form's own text, and that is said."""
        field = next((field for field in self.query(Field) if field.display and isinstance(field.control, TextBox)),
                     None)
        if field is not None and isinstance(field.control, TextBox):
            event.stop()
            field.control.paste(event.text)
            field.control.focus()
            self.tell(self.words.forms.put_into.format(field=field.label))

    @on(Input.Submitted)
    @on(TextBox.Submitted)
    def submitted(self, event: Input.Submitted | TextBox.Submitted) -> None:
        """Enter in any field saves."""
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Does it, once: a second Enter while it is being done changes nothing."""
        if self._saving:
            return
        self._saving, self._asked_to_stop, self._attempt = True, False, Saving(self._attempt.form)
        if self._sent is None:
            self._sent = self.typed()
        if self.SAYS_SLOW:
            self._tell_slow = self.set_timer(SLOW, self._still_saving)
        self.ask(self.job(), self._finished, group="commit", otherwise=self._free, saving=self._attempt)

    def _still_saving(self) -> None:
        """No answer came for a while: says so, and how the officer can stop waiting."""
        if self._saving:
            says = self.words.forms
            self.show_reasons(Content(says.giving_up if self._attempt.given_up else says.still_saving))

    def _rests(self) -> None:
        """Nothing is being saved any more."""
        self._saving = False
        if self._tell_slow is not None:
            self._tell_slow.stop()

    def _free(self, sentence: str) -> None:
        """The database was not to be had: the form stays as it is, and Enter can be repeated."""
        self._rests()
        if not self._attempt.may_be_kept:
            self._sent = None
        self.show_reasons(Content.styled(drawn(sentence), "$text-error"))

    def recorded_before(self, sentence: str) -> None:
        """An earlier attempt had been recorded: what was changed in the form since then is kept as a draft."""
        self._rests()
        if self._sent == self.typed():
            self.is_over()
        else:
            self.kept()
            sentence = f"{sentence}\n{self.words.forms.changed_since_sent}"
        super().recorded_before(sentence)
        self.dismiss(self.subject())

    def _finished(self, outcome: Done[object] | Refused) -> None:
        self._rests()
        if isinstance(outcome, Refused):
            self._sent = None
            self.refused(outcome)
            return
        self.is_over()
        if words := self.done_words(outcome):
            self.tell(words)
        for note in outcome.notes:
            self.tell(sentence(note, self.terms), bad=True)
        self.dismiss(self.subject())

    def refused(self, outcome: Refused) -> None:
        """Every reason, in the form; the field that mends the first one takes the typing."""
        if outcome.conflict:
            self.changed_meanwhile(outcome)
            return
        self.show_reasons(self.reasons(outcome.reasons))
        names = {reason.field for reason in outcome.reasons if reason.field}
        for control in self.query("Input, TextArea, Choices").results(Widget):
            if control.id in names and control.display:
                control.focus()
                break

    def show_reasons(self, reasons: Content | None) -> None:
        """Puts the reasons into the form, or takes them away."""
        place = self.query_one("#reasons", Static)
        place.update(reasons or "")
        place.display = reasons is not None

    def reasons(self, reasons: Sequence[Reason]) -> Content:
        """Reasons as lines: what is wrong, what to do."""
        lines: list[Content] = []
        for reason in reasons:
            what, todo = parts(reason, self.terms)
            mark, style = (marks().unmet, "$text-error") if reason.hard else (marks().blocked, "$text-warning")
            lines.append(Content.assemble((f"{mark} {drawn(what)}", style), (f"\n  {drawn(todo)}", MUTED)))
        return Content("\n").join(lines)

    def action_cancel(self) -> None:
        """Closes the form; nothing is done, and what was typed is kept for the next time it is opened.

        While it is being saved nobody can say that nothing is done: it stays, and a second time gives the saving up.
        """
        if not self._saving:
            self.kept()
            self.dismiss(None)
        elif not self._asked_to_stop:
            self._asked_to_stop = True
            self._still_saving()
        else:
            self.run_worker(self._attempt.give_up, thread=True, exit_on_error=False)
            self.show_reasons(Content(self.words.forms.giving_up))


class ProjectForm(FormDialog):
    """A form about one project. Where somebody else changed it meanwhile, Enter saves against what it is now."""

    def __init__(self, detail: Detail) -> None:
        super().__init__()
        self._detail = detail

    def subject(self) -> str:
        """The project's code."""
        return self._detail.code

    def filled_from(self) -> Version:
        """The project as the form was filled from it."""
        return self._detail.version

    @property
    def detail(self) -> Detail:
        """The project as it was read last."""
        return self._detail

    def look_again(self, outcome: Refused) -> None:
        """Reads the project anew."""
        code = self.subject()
        self.ask(lambda desk: open_in_full(desk, code), self._read_anew, group="again")

    def _read_anew(self, opened: Opened | Refused) -> None:
        if not isinstance(opened, Refused):
            self.again(opened)
            self.follow()

    def again(self, opened: Opened) -> None:
        """The project as it is now."""
        self._detail = opened.detail


class BlockerForm(FormDialog):
    """A form about one blocker."""

    def __init__(self, hold: Hold) -> None:
        super().__init__()
        self._hold = hold

    def of_blocker(self, title: str) -> str:
        """The title with the project's name; below it the blocker as it is on record."""
        hold = self._hold
        return f"{title.format(name=hold.project)}\n{hold.category}{self.words.colon}{drawn(hold.description)}"

    def subject(self) -> str:
        """The project it stops."""
        return self._hold.code

    def filled_from(self) -> Version:
        """The blocker with all that was said of it, as the form was filled from it."""
        return self._hold.version

    def look_again(self, outcome: Refused) -> None:
        """Reads the blocker anew, under its new number where it was put right."""
        numbers = {self._hold.id, *(reason.params.get("blocker") for reason in outcome.reasons)}
        code = self.subject()
        self.ask(lambda desk: open_in_full(desk, code), lambda opened: self._read_anew(opened, numbers), group="again")

    def _read_anew(self, opened: Opened | Refused, numbers: set[int | None]) -> None:
        holds = () if isinstance(opened, Refused) else opened.detail.blockers
        now = next((hold for hold in holds if hold.id in numbers), None)
        if now is not None:
            self.again_said(now)
            self.follow()

    def again_said(self, now: Hold) -> None:
        """The blocker as it is now."""
        self._hold = now
        self.show_title()


class QuestionForm(FormDialog):
    """A form that records nothing: it is about no project, and nothing typed into it is kept as a draft."""

    def subject(self) -> str:
        """Of no project."""
        return ""

    def draft_key(self) -> str:
        """None."""
        return ""
