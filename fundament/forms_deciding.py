"""Forms on the way from proposal to decision and after. Validation only."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from fundament.missing import ahead
from fundament.models import Decision
from fundament.models.decisions import SHORTEST_RATIONALE
from trajecten.forms import BaseForm
from trajecten.forms_gate import day_field, day_to_decide, needed_sometimes
from trajecten.holidays import working_day_from

NOT_YET = "nog_niet"
HALF_A_YEAR = timedelta(days=182)


def half_a_year_on():
    return working_day_from(timezone.localdate() + HALF_A_YEAR)


class AskForm(BaseForm):
    decide_by = day_field(gettext_lazy("Beslissing tegen"), initial=day_to_decide)

    def clean_decide_by(self):
        return _ahead(self.cleaned_data["decide_by"])


class DecideForm(BaseForm):
    """What the decider answers. Nothing is chosen beforehand; the proposed reason may stay, when it fits the choice."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(label=gettext_lazy("Wat beslis je?"), widget=forms.RadioSelect)
    rationale = forms.CharField(
        label=gettext_lazy("Waarom kies je dit?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Wat heb je nog nodig?"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Enkel als je kiest voor «Nog niet». Eén zin is genoeg."),
    )  # fmt: skip

    def __init__(self, *args, decision: Decision, **kwargs):
        super().__init__(*args, **kwargs)
        self.options = {str(option.pk): option for option in decision.options.all()}
        self.fields["version"].initial = decision.version
        self.fields["rationale"].initial = decision.rationale
        choice = self.fields["choice"]
        choice.choices = [*((pk, option.title) for pk, option in self.options.items()), (NOT_YET, _("Nog niet"))]
        choice.error_messages["required"] = choice.error_messages["invalid_choice"] = _("Kies eerst wat je beslist")
        needed_sometimes(self, "rationale", "reason")
        self.fields["rationale"].help_text = help_with(
            self.data.get("rationale") if self.is_bound else decision.rationale
        )

    @property
    def option(self):
        """The chosen option; None for «nog niet»."""
        return self.options.get(self.cleaned_data["choice"])

    def clean(self) -> dict:
        cleaned = super().clean()
        choice = cleaned.get("choice")
        if choice == NOT_YET and not cleaned.get("reason"):
            self.add_error("reason", _("Schrijf kort op wat je nog nodig hebt"))
        if choice in self.options and len(cleaned.get("rationale", "")) < SHORTEST_RATIONALE:
            sentence = _("Schrijf op waarom, in minstens %(n)d tekens.") % {"n": SHORTEST_RATIONALE}
            self.add_error("rationale", sentence)
        return cleaned


def help_with(words: str | None) -> str:
    """Who reads the reason and how much is enough; that it may be changed only where words stand (besluit.js keeps it true)."""
    said = _("Dit lezen je collega’s. Minstens %(n)d tekens.") % {"n": SHORTEST_RATIONALE}
    if not words:
        return said
    return format_html("{} <span data-voorgesteld>{}</span>", said, _("Pas het gerust aan."))


class WithdrawForm(BaseForm):
    why = forms.CharField(
        label=gettext_lazy("Waarom?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf kort op waarom.")},
    )  # fmt: skip


class ReviewForm(WithoutNames, BaseForm):
    """The note goes to the history, which nobody can change: it is asked whether it names somebody."""

    watched = ("note",)
    next_review_on = day_field(gettext_lazy("Wanneer kijken jullie opnieuw?"), initial=half_a_year_on)
    note = forms.CharField(
        label=gettext_lazy("Wat zagen jullie?"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("Komt in de geschiedenis, dus zonder namen."),
    )  # fmt: skip

    def clean_next_review_on(self):
        return _ahead(self.cleaned_data["next_review_on"])


class NoAgreementForm(BaseForm):
    reason = forms.CharField(
        label=gettext_lazy("Waarom volgt er geen afspraak?"), max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bv. dit is eenmalig. Maak het leeg als er toch een afspraak komt."),
    )  # fmt: skip


def _ahead(day):
    if not ahead(day):
        raise forms.ValidationError(_("Kies een datum na vandaag"))
    return day
