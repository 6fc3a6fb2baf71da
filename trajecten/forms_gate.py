"""Forms at a gate: ask for a decision, decide, fulfil what was agreed, reopen. Validation only."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from organisatie.models import User
from trajecten.forms import BaseForm
from trajecten.gate.asking import MIN_REASON, TIME_TO_DECIDE
from trajecten.holidays import working_day_from
from trajecten.models import GateDecision
from trajecten.steps import all_steps
from trajecten.templatetags.getallen import datum

Outcome = GateDecision.Outcome
MAX_CONDITIONS = 3


def day_field(label, **kwargs) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def needed_sometimes(form, *names: str) -> None:
    """These fields belong to one choice: not required by themselves, and not «mag leeg blijven» either."""
    for name in names:
        form.fields[name].sometimes = True


def may_stay_empty(form, when: str, *names: str) -> None:
    """These fields may stay empty up to a point: `when` says so in place of «mag leeg blijven»."""
    for name in names:
        form.fields[name].may_stay_empty = when


def in_two_weeks() -> date:
    return working_day_from(timezone.localdate() + timedelta(days=14))


def day_to_decide() -> date:
    """A week, and never on a day off; the figures stay valid for two."""
    return working_day_from(timezone.localdate() + TIME_TO_DECIDE)


class FutureDayMixin:
    """Days that lie ahead; the sentence says what to do."""

    def ahead(self, name: str, said: str = "") -> date | None:
        day = self.cleaned_data.get(name)
        if day and day <= timezone.localdate():
            raise forms.ValidationError(said or _("Kies een datum na vandaag"))
        return day


class RequestForm(FutureDayMixin, BaseForm):
    note = forms.CharField(
        label=_("Wat stel je voor?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Twee of drie zinnen. Wie beslist, leest dit eerst."),
    )
    decide_by = day_field(_("Beslissing tegen"), initial=day_to_decide)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The calendar of the browser shows no weekday.
        self.fields["decide_by"].help_text = format_lazy(
            _("Ons voorstel is {day}. Kies een dag binnen de 14 dagen."), day=datum(day_to_decide())
        )

    def clean_decide_by(self):
        return self.ahead("decide_by")


class WaiverForm(FutureDayMixin, BaseForm):
    """Go on without one point that is still open. Left empty it means: no waiver."""

    reason = forms.CharField(
        label=_("Waarom kan het zonder?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=format_lazy(_("In een paar zinnen, minstens {n} tekens."), n=MIN_REASON),
    )
    measure = forms.CharField(
        label=_("Wat doen jullie in de plaats?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        label=_("Wie houdt dit in het oog?"),
        empty_label=_("Kies een naam"),
    )
    expires_on = day_field(_("Tot wanneer geldt dit?"), required=False, initial=in_two_weeks)

    def __init__(self, *args, people, names, title, **kwargs):
        """`people` is who may be chosen, `names` the same as (key, name)."""
        super().__init__(*args, **kwargs)
        self.title = title
        owner = self.fields["owner"]
        owner.queryset = people
        owner.choices = [("", owner.empty_label), *names]
        needed_sometimes(self, *WAIVER_NEEDS)

    @property
    def wanted(self) -> bool:
        return bool(self.cleaned_data.get("reason") or self.cleaned_data.get("measure"))

    def say(self, name: str, sentence) -> None:
        """An error that names the point: several of these forms stand below each other, with one summary on top."""
        self.add_error(name, str(sentence) % {"title": self.title, "n": MIN_REASON})

    def clean_expires_on(self):
        return self.ahead("expires_on", _("«%(title)s»: kies een datum na vandaag") % {"title": self.title})

    def clean(self) -> dict:
        cleaned = super().clean()
        reason = cleaned.get("reason", "")
        if not (reason or cleaned.get("measure")):
            return cleaned
        for name, sentence in WAIVER_NEEDS.items():
            if not cleaned.get(name) and name not in self.errors:
                self.say(name, sentence)
        if reason and len(reason) < MIN_REASON:
            self.say("reason", _("«%(title)s»: leg uit waarom het zonder kan, in minstens %(n)d tekens"))
        return cleaned


WAIVER_NEEDS = {
    "reason": _("«%(title)s»: schrijf ook waarom het zonder kan"),
    "measure": _("«%(title)s»: schrijf ook wat jullie in de plaats doen"),
    "owner": _("«%(title)s»: kies wie dit in het oog houdt"),
    "expires_on": _("«%(title)s»: kies tot wanneer dit geldt"),
}


class WithRunning:
    """A form that opens a step again also asks of everything that runs now: pause, or go on (`gate.asks_of`)."""

    def ask_running(self, asks) -> None:
        self.running = {ask.code: ask.needed for ask in asks}
        for ask in asks:
            self.fields[ask.code] = forms.ChoiceField(
                label=ask.text,
                help_text=ask.help,
                choices=ask.choices,
                widget=forms.RadioSelect,
                error_messages={"required": ask.needed, "invalid_choice": ask.needed},
            )
            self.helper.layout.fields.append(ask.code)

    @property
    def running_fields(self) -> list:
        return [self[code] for code in self.running]

    @property
    def answers(self) -> dict[str, str]:
        """What the action wants, of a form that is valid."""
        return {code: self.cleaned_data[code] for code in self.running if self.cleaned_data.get(code)}


class DecisionForm(WithRunning, BaseForm):
    """What the decider answers. Nothing is chosen beforehand; every answer but go asks for a sentence."""

    outcome = forms.ChoiceField(label=_("Wat beslis je?"), choices=Outcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Woordje voor de ploeg"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nodig bij elke keuze, behalve bij «We gaan door»."),
    )
    back_to = forms.TypedChoiceField(label=_("Naar welke stap?"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, step: int, running=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_running(running)
        for code in self.running:  # only when one goes back
            self.fields[code].required = False
        self.fields["outcome"].error_messages["required"] = _("Kies eerst wat je beslist")
        self.fields["outcome"].error_messages["invalid_choice"] = _("Kies eerst wat je beslist")
        needed_sometimes(self, "reason", "back_to", *self.running)
        if label := REASON_ASKED.get(self.data.get("outcome", "")):
            self.fields["reason"].label, self.fields["reason"].help_text = label, ""
        earlier = [(s.number, f"{s.number}. {s.name}") for s in all_steps() if s.number < step]
        self.fields["back_to"].choices = [("", _("Kies een stap")), *earlier]
        if not earlier:
            self.fields["outcome"].choices = [c for c in Outcome.choices if c[0] != Outcome.BACK]

    def clean(self) -> dict:
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome and outcome != Outcome.GO and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", REASON_NEEDED[outcome])
        if outcome == Outcome.BACK and not cleaned.get("back_to"):
            self.add_error("back_to", _("Kies naar welke stap jullie teruggaan"))
        for code, needed in self.running.items() if outcome == Outcome.BACK else ():
            if not cleaned.get(code) and code not in self.errors:
                self.add_error(code, needed)
        if outcome != Outcome.BACK:
            cleaned["back_to"] = None
        return cleaned


REASON_ASKED = {
    Outcome.GO_WITH_CONDITIONS: _("Waarom vraag je een afspraak?"),
    Outcome.HOLD: _("Wat heb je nog nodig?"),
    Outcome.BACK: _("Wat moet er opnieuw bekeken worden?"),
    Outcome.STOP: _("Waarom stoppen jullie?"),
}
"""How the field is called once the choice is made."""

REASON_NEEDED = {
    Outcome.GO_WITH_CONDITIONS: _("Schrijf kort op waarom je een afspraak vraagt"),
    Outcome.HOLD: _("Schrijf kort op wat je nog nodig hebt"),
    Outcome.BACK: _("Schrijf kort op wat er opnieuw bekeken moet worden"),
    Outcome.STOP: _("Schrijf kort op waarom jullie stoppen"),
}


class ConditionForm(FutureDayMixin, BaseForm):
    """One thing agreed: what, by whom, by when. Left empty it means nothing, unless it is `needed`."""

    text = forms.CharField(label=_("Wat moet er nog gebeuren?"), required=False, max_length=300)
    owner = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, label=_("Wie doet dat?"), empty_label=_("Kies een naam")
    )
    due_on = day_field(_("Tegen wanneer?"), required=False)
    needed = False

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people
        needed_sometimes(self, *CONDITION_NEEDS)

    @property
    def filled(self) -> bool:
        return bool(self.cleaned_data.get("text"))

    def clean_due_on(self):
        return self.ahead("due_on")

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.needed or self.has_changed():
            for name, sentence in CONDITION_NEEDS.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return cleaned


CONDITION_NEEDS = {
    "text": _("Schrijf op wat er nog moet gebeuren"),
    "owner": _("Kies wie dit doet"),
    "due_on": _("Kies tegen wanneer"),
}


class FulfilForm(BaseForm):
    evidence = forms.CharField(
        label=_("Waar zie je dat?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: de hoezen hangen sinds maandag in de koelruimte."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].error_messages["required"] = _("Schrijf kort op waar je dat ziet")


class ReopenForm(WithRunning, BaseForm):
    to_step = forms.TypedChoiceField(label=_("Welke stap gaat weer open?"), coerce=int)
    reason = forms.CharField(label=_("Waarom?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, step: int, running=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_running(running)
        self.fields["to_step"].choices = [("", _("Kies een stap"))] + [
            (s.number, f"{s.number}. {s.name}") for s in all_steps() if s.number < step
        ]
        self.fields["to_step"].error_messages["required"] = _("Kies welke stap weer opengaat")
        self.fields["reason"].error_messages["required"] = _("Schrijf kort op waarom")
