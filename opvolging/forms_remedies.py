"""Forms of an approach: first why, then what. The second one shows the ladder in the order that the cause gives.

Each that takes free text warns before it saves a name: an approach is about a place, never about a person.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from fundament.audience import locations_of
from fundament.forms_people import WithOwner
from opvolging import ladder
from opvolging.actions.remedies import EFFECT_AFTER, ENDS, READY_AFTER
from opvolging.models import AgreementCheck, Remedy
from trajecten.forms import BaseForm, BaseModelForm

WHAT_HELP = gettext_lazy("Eén zin, zonder namen. Bv. een scherm in de briefingruimte.")
EFFECT_HELP = gettext_lazy("De eerste check vanaf die dag toont wat er veranderde.")


def capitalised(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    """As they stand on a card. Called by a form when it is made, so in the language of who reads it."""
    return [(value, str(label).capitalize()) for value, label in choices]


class CauseForm(BaseForm):
    """Which agreement, where, and why: what the ladder needs to know. Asked with GET: nothing is written yet."""

    afspraak = forms.ChoiceField(label=gettext_lazy("Welke afspraak?"))
    locatie = forms.ChoiceField(
        label=gettext_lazy("Waar?"), required=False, help_text=gettext_lazy("Laat op «overal» als het overal zo is.")
    )
    oorzaak = forms.ChoiceField(
        label=gettext_lazy("Wat is de oorzaak, denken jullie?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Vraag het aan wie ermee werkt. Meestal ligt het niet aan de mensen."),
    )

    def __init__(self, *args, agreements, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["afspraak"].choices = [
            (one.pk, f"{one.code} · {one.standing.shown.sentence}") for one in agreements
        ]
        self.fields["oorzaak"].choices = capitalised(Remedy.Cause.choices)
        self.fields["locatie"].choices = [("", _("overal")), *((one.pk, one.name) for one in places)]
        if not places:
            self.leave_out("locatie")


class DaysForm(WithOwner, WithoutNames, BaseModelForm):
    """What stays open as long as an approach runs: its words, its owner and its days."""

    watched: tuple[str, ...] = ("what",)

    class Meta:
        model = Remedy
        fields: tuple[str, ...] = ("what", "due_on", "effect_on")
        widgets = {
            "what": forms.Textarea(attrs={"rows": 2}),
            "due_on": forms.DateInput(),
            "effect_on": forms.DateInput(),
        }
        help_texts = {"what": WHAT_HELP, "effect_on": EFFECT_HELP}

    field_order = ["what", "owner", "due_on", "effect_on"]

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, organisation=project.organisation, **kwargs)
        self.offer_owners(project, self.instance.owner)
        self.fields["what"].label = _("Wat gaan jullie doen?")
        self.fields["owner"].label = _("Wie trekt het?")
        self.fields["owner"].help_text = _("Eén collega die het opvolgt. Typ een naam.")

    def clean(self):
        data = super().clean()
        due_on, effect_on = data.get("due_on"), data.get("effect_on")
        if due_on and effect_on and effect_on < due_on:
            self.add_error("effect_on", _("Kijk pas of het helpt als het klaar is."))
        return data

    def _post_clean(self):
        """The action judges the whole."""


class RemedyForm(DaysForm):
    """The ladder, and what will be done. What was asked before comes along, out of sight."""

    watched = ("what", "skipped_why")

    class Meta(DaysForm.Meta):
        fields = (
            "agreement",
            "location",
            "check_seen",
            "cause",
            "rung",
            "skipped_why",
            *DaysForm.Meta.fields,
        )
        widgets = {
            **DaysForm.Meta.widgets,
            **dict.fromkeys(("agreement", "location", "check_seen", "cause"), forms.HiddenInput),
            "rung": forms.RadioSelect,
            "skipped_why": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            **DaysForm.Meta.help_texts,
            "rung": gettext_lazy("Begin zacht: de bovenste die jullie nog niet probeerden."),
            "skipped_why": gettext_lazy("Alleen als je een zachtere stap overslaat."),
        }

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    field_order = ["rung", "skipped_why", "what", "owner", "due_on", "effect_on"]

    def __init__(self, *args, project, cause, tried=(), **kwargs):
        super().__init__(*args, project=project, **kwargs)
        today, order = timezone.localdate(), ladder.order_of(cause)
        self.fields["agreement"].queryset = project.agreements.all()
        self.fields["location"].queryset = locations_of(project)
        self.fields["check_seen"].queryset = AgreementCheck.objects.filter(rhythm__agreement__project=project)
        self.fields["rung"] = forms.TypedChoiceField(
            label=_("Wat proberen jullie?"),
            choices=[(int(one), _step_words(number, one, tried)) for number, one in enumerate(order, 1)],
            coerce=int,
            widget=forms.RadioSelect,
            help_text=self.fields["rung"].help_text,
            error_messages={"required": _("Kies wat jullie proberen.")},
        )
        self.initial.setdefault("rung", int(ladder.proposed(cause, tried)))
        self.initial.setdefault("due_on", today + READY_AFTER)
        self.initial.setdefault("effect_on", today + EFFECT_AFTER)
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()
        self.fields["effect_on"].widget.attrs["min"] = (today + timedelta(days=1)).isoformat()


def _step_words(number: int, rung: Remedy.Rung, tried) -> str:
    words = {"n": number, "step": str(rung.label).capitalize()}
    return _("%(n)d. %(step)s (al geprobeerd)") % words if rung in tried else _("%(n)d. %(step)s") % words


class FinishForm(WithoutNames, BaseForm):
    watched = ("result",)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Hielp het?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of het hielp.")},
    )
    result = forms.CharField(
        label=gettext_lazy("Wat bracht het op?"),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kort, zonder namen. Zo weet een andere locatie ook wat helpt."),
        error_messages={"required": gettext_lazy("Schrijf op wat het opbracht.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = capitalised((one.value, one.label) for one in ENDS)
