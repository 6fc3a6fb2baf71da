"""The form of one question, of any type: only the fields that its type knows. Validation only; see `actions.building`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.answer_rules import clean_answer
from bevraging.languages import in_language, is_rtl, words_of
from bevraging.option_rows import OptionRows
from bevraging.questions import (
    ABOVE,
    BELOW,
    CHOICE,
    CHOICES,
    DATE,
    INFO,
    IS,
    IS_NOT,
    MAX_INFO,
    MAX_TEXT,
    MAY_DOUBT,
    NUMBER,
    RANKING,
    RATING,
    SCORE,
    STATEMENT,
    YESNO,
    Condition,
    Question,
)
from bevraging.type_words import OPERATOR_WORDS
from trajecten.forms import BaseForm

WITH_SPREAD = frozenset({STATEMENT, CHOICE, RATING, SCORE, YESNO, RANKING})
"""Of these it can be said how differently people answer; see `results_spread`."""
COMPARED = frozenset({NUMBER, DATE, SCORE, RATING, STATEMENT})
LIMITED = frozenset({NUMBER, DATE})
SAVE, REFRESH = "bewaar", "ververs"


def carries_condition(question: Question) -> bool:
    """Whether a later question may depend on this one."""
    return question.is_asked and not question.is_text


class QuestionForm(BaseForm):
    """Everything of `question`. `before`: the questions that come earlier, on which it may depend."""

    text = forms.CharField(
        label=gettext_lazy("De vraag"),
        error_messages={
            "required": gettext_lazy("Schrijf de vraag op"),
            "max_length": gettext_lazy("Maak de vraag korter"),
        },
    )
    hint = forms.CharField(label=gettext_lazy("Hulptekst eronder"), required=False, max_length=MAX_TEXT)
    required = forms.BooleanField(label=gettext_lazy("Een antwoord is verplicht"), required=False)
    other = forms.BooleanField(label=gettext_lazy("Bied ook «Iets anders» aan, met een tekstveld"), required=False)
    dont_know = forms.BooleanField(label=gettext_lazy("Bied ook «Weet ik niet» aan"), required=False)
    faces = forms.BooleanField(label=gettext_lazy("Toon gezichten bij de antwoorden"), required=False)
    minimum = forms.CharField(label=gettext_lazy("Minstens"), required=False, max_length=20)
    maximum = forms.CharField(label=gettext_lazy("Hoogstens"), required=False, max_length=20)
    theme = forms.CharField(
        label=gettext_lazy("Thema"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "Geef vragen die bij elkaar horen hetzelfde thema. De resultaten tonen dan hoe verschillend het daar loopt."
        ),
    )
    personal = forms.BooleanField(
        label=gettext_lazy("Het antwoord kan persoonlijke gegevens bevatten"),
        required=False,
        help_text=gettext_lazy("Dan waarschuwen we je collega, en blijft het antwoord uit verslagen en lijsten."),
    )
    on = forms.ChoiceField(label=gettext_lazy("Stel ze alleen na dit antwoord op"), required=False)
    operator = forms.ChoiceField(label=gettext_lazy("Als dat antwoord"), required=False)
    values = forms.MultipleChoiceField(
        label=gettext_lazy("Deze antwoorden"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Kies bij welk antwoord we deze vraag stellen.")},
    )
    value = forms.CharField(label=gettext_lazy("Dit antwoord"), required=False, max_length=20)

    def __init__(self, data=None, *, question: Question, before: Sequence[Question], languages: Sequence[str]) -> None:
        if data and data.get("on") and "operator" not in data:  # another question was chosen just now
            data = data.copy()
            data["operator"] = IS
        super().__init__(data, initial=_initial(question))
        self.question, self.languages = question, [code for code in languages if code != "nl"]
        self.before = {one.key: one for one in before if carries_condition(one)}
        self.rows = OptionRows(question, self.languages, data)
        self._shape_words()
        self._only_what_it_knows()
        self._shape_condition()

    def as_typed(self) -> "QuestionForm":
        """The same form with everything that was typed, and without a word about what is not right yet."""
        self._errors = ErrorDict()
        return self

    # --- Shape -------------------------------------------------------------------------------

    def _shape_words(self) -> None:
        info = self.question.type == INFO
        text: Any = self.fields["text"]
        text.max_length = MAX_INFO if info else MAX_TEXT
        text.validators.append(MaxLengthValidator(text.max_length, _("Maak de vraag korter")))
        text.widget = forms.Textarea(attrs={"rows": 6 if info else 2})
        if info:
            text.label, text.error_messages["required"] = _("De uitleg"), _("Schrijf de uitleg op")
        if self.question.type == STATEMENT:
            text.help_text = _(
                "Schrijf zoals je praat, in één korte zin. Zeg het positief: dan passen de gezichten bij de woorden."
            )
        for code in self.languages:
            attrs = {"lang": code, "dir": "rtl" if is_rtl(code) else "ltr"}
            self.fields[f"text_{code}"] = forms.CharField(
                label=in_language(code),
                required=False,
                max_length=text.max_length,
                widget=forms.Textarea(attrs={"rows": 2, **attrs}),
            )
            self.initial[f"text_{code}"] = self.question.text.get(code, "")
            if not info:
                label = _("Hulptekst: %(language)s") % {"language": in_language(code)}
                widget = forms.TextInput(attrs=attrs)
                self.fields[f"hint_{code}"] = forms.CharField(
                    label=label, required=False, max_length=MAX_TEXT, widget=widget
                )
                self.initial[f"hint_{code}"] = self.question.hint.get(code, "")

    def _only_what_it_knows(self) -> None:
        kind = self.question.type
        known = {
            "hint": kind != INFO,
            "required": kind != INFO,
            "personal": kind != INFO,
            "theme": kind != INFO,
            "other": kind in (CHOICE, CHOICES),
            "dont_know": kind in MAY_DOUBT,
            "faces": kind == RATING,
            "minimum": kind in LIMITED,
            "maximum": kind in LIMITED,
        }
        for name, wanted in known.items():
            if not wanted:
                self.leave_out(name)
        if known["theme"] and kind not in WITH_SPREAD:
            self.fields["theme"].help_text = _("Je ziet het thema in de lijst met vragen. Zo vind je ze samen terug.")
        if kind == DATE:
            for name in ("minimum", "maximum"):
                self.fields[name].widget = forms.DateInput(attrs={"type": "date"})

    def _shape_condition(self) -> None:
        if not self.before:
            self.leave_out("on", "operator", "values", "value")
            return
        fields: Any = self.fields
        fields["on"].choices = [("", _("Altijd: stel ze aan iedereen")), *self._earlier()]
        earlier = self.before.get(self["on"].value() or "")
        names = (IS, IS_NOT, *((ABOVE, BELOW) if earlier and earlier.type in COMPARED else ()))
        fields["operator"].choices = [(name, OPERATOR_WORDS[name]) for name in names]
        for name in ("operator", "values", "value"):
            fields[name].required = True
            fields[name].error_messages["required"] = _("Kies bij welk antwoord we deze vraag stellen.")
        if earlier is None:
            self.leave_out("operator", "values", "value")
        elif earlier.codes:
            fields["values"].choices = list(words_of(earlier, "nl").items())
            self.leave_out("value")
        else:
            self.leave_out("values")
            if earlier.type == DATE:
                self.fields["value"].widget = forms.DateInput(attrs={"type": "date"})

    def _earlier(self) -> list[tuple[str, str]]:
        return [(key, one.words("nl")[:90]) for key, one in self.before.items()]

    @property
    def translations(self) -> list:
        """The fields in other languages, to draw in one go."""
        return [self[name] for name in self.fields if name.startswith(("text_", "hint_"))]

    @property
    def settings(self) -> list:
        names = ("required", "other", "dont_know", "faces", "minimum", "maximum")
        return [self[name] for name in names if name in self.fields]

    @property
    def condition(self) -> list:
        return [self[name] for name in ("on", "operator", "values", "value") if name in self.fields]

    @property
    def more(self) -> list:
        return [self[name] for name in ("personal", "theme") if name in self.fields]

    # --- Validation --------------------------------------------------------------------------

    def clean_minimum(self) -> str:
        return self._limit("minimum")

    def clean_maximum(self) -> str:
        return self._limit("maximum")

    def _limit(self, name: str) -> str:
        return _read(self.question.type, self.cleaned_data[name])

    def clean(self):
        data = super().clean() or {}
        self.options = self.rows.options({option.code: option for option in self.question.options})
        if self.rows.has_errors:
            self.add_error(None, self.rows.error or _("Kijk nog even naar de antwoorden."))
        low, high = data.get("minimum"), data.get("maximum")
        if low and high and _too_high(self.question.type, low, high):
            self.add_error("maximum", _("Hoogstens moet meer zijn dan minstens."))
        data["show_if"] = self._condition(data)
        return data

    def _condition(self, data: Mapping) -> Condition | None:
        earlier = self.before.get(data.get("on") or "")
        if earlier is None:
            return None
        operator = data.get("operator") or IS
        name = "values" if earlier.codes else "value"
        values = tuple(data.get(name) or ()) if earlier.codes else tuple(filter(None, [self._value(earlier, data)]))
        if not values and name not in self.errors:
            self.add_error(name, _("Kies bij welk antwoord we deze vraag stellen."))
        elif operator in (ABOVE, BELOW) and (len(values) != 1 or not values[0].replace("-", "").isdigit()):
            if not (earlier.type in (NUMBER, DATE) and values):
                self.add_error(name, _("Kies hier één cijfer: meer of minder dan welk?"))
        return Condition(earlier.key, operator, values) if values else None

    def _value(self, earlier: Question, data: Mapping) -> str:
        try:
            return _read(earlier.type, data.get("value") or "")
        except ValidationError as error:
            self.add_error("value", error)
            return ""

    def result(self) -> Question:
        """The question as it was filled in."""
        data, question = self.cleaned_data, self.question
        kept = {code: words for code, words in question.text.items() if code not in (*self.languages, "nl")}
        hints = {code: words for code, words in question.hint.items() if code not in (*self.languages, "nl")}
        asked = {name: data[name] for name in ("required", "other", "dont_know", "faces", "personal") if name in data}
        limits = {name: data[name] for name in ("minimum", "maximum") if name in data}
        return replace(
            question,
            text=kept | self._words("text"),
            hint=hints | self._words("hint"),
            theme=data.get("theme", question.theme),
            options=self.options if self.rows else (),
            show_if=data["show_if"],
            **asked,
            **limits,
        )

    def _words(self, name: str) -> dict[str, str]:
        flat = str if self.question.type == INFO else lambda text: " ".join(text.split())
        found = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in self.languages}
        found = {"nl": self.cleaned_data.get(name, ""), **found}
        return {code: flat(words) for code, words in found.items() if words.strip()}


def _initial(question: Question) -> dict:
    names = ("required", "other", "dont_know", "faces", "theme", "personal", "minimum", "maximum")
    condition = question.show_if
    return {
        "text": question.text.get("nl", ""),
        "hint": question.hint.get("nl", ""),
        **{name: getattr(question, name) for name in names},
        "on": condition.key if condition else "",
        "operator": condition.operator if condition else IS,
        "values": list(condition.values) if condition else [],
        "value": condition.values[0] if condition else "",
    }


def _read(kind: str, typed: str) -> str:
    """A number or a day as it is kept; raises ValidationError with what to write."""
    if not typed.strip():
        return ""
    found = clean_answer(Question(key="grens", type=kind, text={}), typed)
    if not found:
        told = _("Kies een dag.") if kind == DATE else _("Schrijf een getal, bijvoorbeeld 7 of 37,5.")
        raise ValidationError(told)
    return found


def _too_high(kind: str, low: str, high: str) -> bool:
    return not clean_answer(Question(key="grens", type=kind, text={}, minimum=low), high)
