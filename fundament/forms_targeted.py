"""The form of a targeted question: its own words, how to answer, to whom; and what we take from the answers."""

from datetime import timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms import day_input, later_than_today
from bevraging.forms_talks import WithoutNames
from bevraging.models import Survey
from bevraging.questions import CHOICE, MAX_OPTION_TEXT, OPEN, SCORE, YESNO, Option, Question
from bevraging.templates_bank import TARGETED, has_stand_ins
from fundament.actions.targeted import MOST_PEOPLE
from fundament.models import Decision, TargetedQuestion
from organisatie.models import Employee
from trajecten.forms import BaseForm, BaseModelForm
from trajecten.reminders import working_day_from

KEY = "vraag"
LONGEST_QUESTION = 240
FEWEST, MOST = 2, 6
"""Answers to choose from: more of them nobody reads."""
OPEN_DAYS = timedelta(days=7)
MIN_TEXT = 10
"""Open answers of an anonymous survey are shown from so many on, as `Survey.min_text`."""
KINDS = [
    (CHOICE, gettext_lazy("Kiezen uit enkele antwoorden")),
    (YESNO, gettext_lazy("Ja of nee")),
    (SCORE, gettext_lazy("Een cijfer van 0 tot 10")),
    (OPEN, gettext_lazy("In eigen woorden")),
]


class TargetedForm(BaseForm):
    question = forms.CharField(
        label=gettext_lazy("Je vraag"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Eén vraag, in gewone woorden. Dit is ook het onderwerp van de mail."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Hoe antwoorden ze?"), choices=KINDS, initial=CHOICE, widget=forms.RadioSelect
    )
    options = forms.CharField(
        label=gettext_lazy("Waaruit kiezen ze?"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Elk antwoord op een eigen regel, 2 tot 6. «Iets anders» en «Weet ik niet» staan er al bij."
        ),
    )
    low = forms.CharField(
        label=gettext_lazy("Wat betekent 0?"), required=False, max_length=60, initial=gettext_lazy("Zeker niet")
    )
    high = forms.CharField(
        label=gettext_lazy("Wat betekent 10?"), required=False, max_length=60, initial=gettext_lazy("Zeker wel")
    )
    why = forms.BooleanField(label=gettext_lazy("Vraag er kort bij waarom"), required=False)
    intro = forms.CharField(
        label=gettext_lazy("Waarover gaat het?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Eén zin voor de mail en de eerste bladzijde."),
    )
    mode = forms.ChoiceField(label=gettext_lazy("Wie ziet wat?"), initial=Survey.Mode.NAMED, widget=forms.RadioSelect)
    until = forms.DateField(label=gettext_lazy("Antwoorden kan tot en met"), widget=day_input())
    people = forms.ModelMultipleChoiceField(
        queryset=Employee.objects.none(),
        label=gettext_lazy("Aan wie"),
        error_messages={
            "required": gettext_lazy("Kies minstens één collega"),
            "invalid_choice": gettext_lazy("Een van de collega's werkt hier niet meer. Kies opnieuw."),
            "invalid_pk_value": gettext_lazy("Een van de collega's werkt hier niet meer. Kies opnieuw."),
        },
    )

    def __init__(self, *args, decision: Decision, **kwargs):
        self.organisation = decision.project.organisation
        self.smallest = max(5, self.organisation.min_group)
        first = {
            "intro": _("We zoeken samen een antwoord op «%(question)s»") % {"question": decision.question},
            "until": working_day_from(timezone.localdate() + OPEN_DAYS),
        }
        kwargs["initial"] = first | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = self.organisation.employees.active()
        self.fields["mode"].choices = [
            (Survey.Mode.NAMED, _("Op naam: wie dit traject leidt, ziet wie wat antwoordde. Dat staat in de mail")),
            (
                Survey.Mode.ANONYMOUS,
                _("Anoniem: niemand ziet wie wat antwoordde. Minder dan %(k)d antwoorden tonen we nooit")
                % {"k": self.smallest},
            ),
        ]

    def clean_question(self) -> str:
        return " ".join(self.cleaned_data["question"].split())

    def clean_until(self):
        return later_than_today(self.cleaned_data["until"])

    def clean(self):
        data = super().clean()
        if data.get("kind") == CHOICE:
            self._check_options(_lines(data.get("options") or ""))
        people = data.get("people")
        if people is not None:
            self._check_people(len(people), data)
        return data

    def _check_options(self, lines: list[str]) -> None:
        if not FEWEST <= len(lines) <= MOST:
            self.add_error("options", _("Schrijf 2 tot 6 antwoorden, elk op een eigen regel"))
        elif len({line.casefold() for line in lines}) != len(lines):
            self.add_error("options", _("Twee antwoorden zijn hetzelfde"))
        elif max(map(len, lines)) > MAX_OPTION_TEXT:
            self.add_error("options", _("Maak elk antwoord korter dan %(n)d tekens") % {"n": MAX_OPTION_TEXT})
        elif "question" in self.cleaned_data and has_stand_ins(self.asked()):
            self.add_error("options", _("Schrijf jullie eigen woorden in plaats van «Aanpak 1» en «Aanpak 2»"))

    def _check_people(self, count: int, data: dict) -> None:
        anonymous = data.get("mode") == Survey.Mode.ANONYMOUS
        writes = data.get("kind") == OPEN or data.get("why")
        if count > MOST_PEOPLE:
            told = _("Kies hooguit %(n)d collega's. Voor meer mensen maak je een bevraging")
            self.add_error("people", told % {"n": MOST_PEOPLE})
        elif anonymous and count < self.smallest:
            told = _("Anoniem vragen kan vanaf %(k)d collega's. Kies er meer, of vraag het op naam")
            self.add_error("people", told % {"k": self.smallest})
        elif anonymous and writes and count < MIN_TEXT:
            told = _(
                "Wat collega's anoniem schrijven, tonen we vanaf %(n)d antwoorden. Kies er meer, of vraag het op naam"
            )
            self.add_error("people", told % {"n": MIN_TEXT})

    def asked(self) -> list[Question]:
        """The question as it is sent, and the one that asks why."""
        data = self.cleaned_data
        kind = data["kind"]
        options: tuple[Option, ...] = ()
        if kind == CHOICE:
            lines = _lines(data["options"])
            options = tuple(Option(f"a{n}", {"nl": line}) for n, line in enumerate(lines, 1))
        elif kind == SCORE:
            ends = (("0", data.get("low")), ("10", data.get("high")))
            options = tuple(Option(code, {"nl": words}) for code, words in ends if words)
        first = Question(
            key=KEY,
            type=kind,
            text={"nl": data["question"]},
            required=True,
            options=options,
            other=kind == CHOICE,
            dont_know=kind in (CHOICE, SCORE),
        )
        return [first, TARGETED.questions[1]] if data.get("why") and kind != OPEN else [first]


def _lines(text: str) -> list[str]:
    return [words for line in text.splitlines() if (words := " ".join(line.split()))]


class FindForm(BaseForm):
    """Looks up colleagues; whatever was typed, it finds or finds not."""

    q = forms.CharField(label=gettext_lazy("Naam"), required=False, max_length=80)
    function = forms.ChoiceField(label=gettext_lazy("Functiegroep"), required=False)
    location = forms.ChoiceField(label=gettext_lazy("Locatie"), required=False)

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        for name, rows in (("function", organisation.functions), ("location", organisation.locations)):
            # The names once, to choose from and to check the choice against.
            self.fields[name].choices = [("", _("alle")), *((str(row.pk), row.name) for row in rows.all())]

    def found(self) -> QuerySet[Employee]:
        """Nobody as long as nothing was asked."""
        data = self.cleaned_data if self.is_valid() else {}
        wanted = {
            "name__icontains": data.get("q", "").strip(),
            "function": data.get("function"),
            "location": data.get("location"),
        }
        filters = {name: value for name, value in wanted.items() if value}
        staff = self.organisation.employees.active()
        return staff.filter(**filters) if filters else staff.none()


class SummaryForm(WithoutNames, BaseModelForm):
    watched = ("summary",)

    class Meta:
        model = TargetedQuestion
        fields = ("summary",)
        labels = {"summary": gettext_lazy("Wat nemen we mee?")}
        help_texts = {"summary": gettext_lazy("Eén of twee zinnen, zonder namen. Dit staat bij het besluit.")}
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, organisation=kwargs["instance"].decision.project.organisation, **kwargs)
        self.fields["summary"].required = True
        self.fields["summary"].error_messages["required"] = _("Schrijf in één of twee zinnen wat jullie meenemen")
