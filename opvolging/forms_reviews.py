"""Forms of looking again: a framework agreement by agreement, and the project once a year."""

from collections.abc import Iterator
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from fundament.dates import months_later
from opvolging.forms_remedies import capitalised
from opvolging.models import ProjectReview, ReviewLine
from trajecten.forms import BaseForm

Outcome = ReviewLine.Outcome
MONTHS = [(6, gettext_lazy("over 6 maanden")), (12, gettext_lazy("over 12 maanden"))]


class ReviewForm(WithoutNames, BaseForm):
    """Per agreement `uitkomst-<key>` and `waarom-<key>`; nothing is chosen beforehand."""

    months = forms.TypedChoiceField(
        label=gettext_lazy("Wanneer kijken jullie opnieuw?"), coerce=int, widget=forms.RadioSelect
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args, organisation, agreements, months: int, **kwargs):
        super().__init__(*args, organisation=organisation, **kwargs)
        self.agreements = agreements
        choices = MONTHS if months in dict(MONTHS) else [(months, _("over %(n)d maanden") % {"n": months}), *MONTHS]
        self.fields["months"].choices = capitalised(choices)
        self.initial.setdefault("months", months)
        for one in agreements:
            self.fields[f"uitkomst-{one.pk}"] = forms.ChoiceField(
                label=_("Wat doen jullie met %(code)s?") % {"code": one.code},
                choices=capitalised(Outcome.choices),
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies wat jullie met %(code)s doen.") % {"code": one.code}},
            )
            self.fields[f"waarom-{one.pk}"] = forms.CharField(
                label=_("Waarom, bij %(code)s?") % {"code": one.code},
                max_length=240,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Nodig als jullie ze aanpassen of intrekken."),
            )
        self.watched = tuple(f"waarom-{one.pk}" for one in agreements)

    def clean(self):
        data = super().clean()
        for one in self.agreements:
            if data.get(f"uitkomst-{one.pk}", Outcome.KEEP) != Outcome.KEEP and not data.get(f"waarom-{one.pk}"):
                self.add_error(f"waarom-{one.pk}", _("Schrijf kort op waarom."))
        return data

    def rows(self) -> Iterator[tuple[object, forms.BoundField, forms.BoundField]]:
        """(agreement, what to do with it, why), for the template."""
        for one in self.agreements:
            yield one, self[f"uitkomst-{one.pk}"], self[f"waarom-{one.pk}"]

    @property
    def lines(self) -> dict[int, tuple[str, str]]:
        """What the action wants, of a form that is valid."""
        data = self.cleaned_data
        return {one.pk: (data[f"uitkomst-{one.pk}"], data[f"waarom-{one.pk}"]) for one in self.agreements}


class ProjectReviewForm(WithoutNames, BaseForm):
    watched = ("why",)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Hoe gaat het verder?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe het verdergaat.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kort, zonder namen. Dit lezen jullie volgend jaar terug."),
        error_messages={"required": gettext_lazy("Schrijf kort op waarom.")},
    )
    next_on = forms.DateField(
        label=gettext_lazy("Wanneer kijken jullie opnieuw?"),
        required=False,
        widget=forms.DateInput(),
        help_text=gettext_lazy("Leeg: over een jaar. Bij stopzetten hoeft het niet."),
        error_messages={"invalid": gettext_lazy("Kies een dag uit de kalender")},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = capitalised(ProjectReview.Outcome.choices)
        self.initial.setdefault("next_on", months_later(timezone.localdate(), 12))

    def clean_next_on(self):
        day = self.cleaned_data["next_on"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(_("Kies een dag na vandaag."))
        return day
