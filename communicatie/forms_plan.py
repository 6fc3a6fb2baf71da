"""Forms of the plan: an audience, a message, that it was told, and that it is dropped."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.models import Audience, Message
from fundament.forms_people import WithOwner
from trajecten.forms import BaseForm, BaseModelForm

STEPS = [(n, str(n)) for n in range(1, 7)]


class AudienceForm(BaseModelForm):
    """Who they are. What does not belong to the chosen kind is left out by the action."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Audience
        fields = ("name", "kind", "functions", "locations", "shift", "role", "outside_count", "inner", "in_matrix")
        widgets = {
            "kind": forms.RadioSelect,
            "functions": forms.CheckboxSelectMultiple,
            "locations": forms.CheckboxSelectMultiple,
            "outside_count": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "name": gettext_lazy("Zoals jullie hen noemen. Bv. Nachtdienst, of Families."),
            "functions": gettext_lazy("Niets aangevinkt? Dan telt elke functie die het traject raakt."),
            "locations": gettext_lazy("Niets aangevinkt? Dan telt elke locatie die het traject raakt."),
            "role": gettext_lazy("Alleen voor collega's met een rol."),
            "outside_count": gettext_lazy("Alleen voor mensen buiten de organisatie. Collega's tellen we zelf."),
            "inner": gettext_lazy(
                "Zij beslissen mee. Daarom mogen ze al horen wat er verandert voor de poort naar Communicatie open is."
            ),
            "in_matrix": gettext_lazy("Vink uit voor wie je maar één keer iets vertelt. Dan vraagt de poort er niets over."),
        }  # fmt: skip
        error_messages = {"name": {"required": gettext_lazy("Geef de doelgroep een naam")}}

    def __init__(self, *args, project, shifts, **kwargs):
        kwargs["instance"] = kwargs.get("instance") or Audience(project=project)
        kwargs["initial"] = {"form_key": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["functions"].queryset = project.organisation.functions.all()
        self.fields["locations"].queryset = project.organisation.locations.all()
        known = sorted({*shifts, *([self.instance.shift] if self.instance.shift else [])})
        self.fields["shift"] = forms.ChoiceField(
            label=_("Dienst"), required=False, choices=[("", _("elke dienst")), *((one, one) for one in known)]
        )
        self.fields["role"].choices = [("", _("geen rol")), *self.fields["role"].choices[1:]]

    def clean(self):
        data = super().clean()
        if data.get("kind") == Audience.Kind.ROLE and not data.get("role"):
            self.add_error("role", _("Kies welke rol"))
        return data

    def _post_clean(self) -> None:
        """The action looks at the whole row, once it left out what does not belong to the kind."""


class MessageForm(WithOwner, BaseModelForm):
    """The words of a message and how it is told. `owner` of `WithOwner` is here who tells it: typed as a name."""

    field_order = (
        "audience", "key", "title", "text", "in_it_for_me", "ready", "planned_on", "channel", "channel_note", "said_by",
        "owner", "feedback_to", "step", "form_key",
    )  # fmt: skip
    ready = forms.BooleanField(
        label=gettext_lazy("De tekst is klaar om te vertellen"),
        required=False,
        help_text=gettext_lazy("Vink aan zodra ze nagelezen is."),
    )
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Message
        fields = (
            "audience", "key", "title", "text", "in_it_for_me", "said_by", "channel", "channel_note",
            "planned_on", "feedback_to", "step",
        )  # fmt: skip
        widgets = {
            "text": forms.Textarea(attrs={"rows": 7}),
            "in_it_for_me": forms.Textarea(attrs={"rows": 2}),
            "planned_on": forms.DateInput(),
        }
        help_texts = {
            "title": gettext_lazy("Eén zin. Ze is ook het onderwerp van de mail en de kop van de affiche."),
            "text": gettext_lazy("Korte zinnen, gewone woorden. Wat verandert er, en wat blijft?"),
            "in_it_for_me": gettext_lazy("Wat wordt er makkelijker voor hen?"),
            "said_by": gettext_lazy("De reden horen ze best van de directie, wat er verandert van hun eigen leidinggevende."),
            "channel_note": gettext_lazy("Bv. filmpje van 2 minuten en een affiche."),
            "planned_on": gettext_lazy("Weet je het nog niet? Dan blijft het een idee."),
            "feedback_to": gettext_lazy("Bv. bij je ambassadeur, of in de bus aan de balie."),
            "step": gettext_lazy("In welke stap van het traject valt dit?"),
        }  # fmt: skip
        error_messages = {
            "title": {"required": gettext_lazy("Schrijf de boodschap in één zin")},
            "planned_on": {"invalid": gettext_lazy("Kies een dag uit de kalender")},
            "audience": {"required": gettext_lazy("Kies voor wie deze boodschap is")},
            "key": {"required": gettext_lazy("Kies waarover deze boodschap gaat")},
            "channel": {"required": gettext_lazy("Kies langs welke weg")},
            "said_by": {"required": gettext_lazy("Kies van wie ze het horen")},
        }

    def __init__(self, *args, project, **kwargs):
        kwargs["instance"] = kwargs.get("instance") or Message(project=project, step=project.step)
        first = {"form_key": uuid4(), "ready": kwargs["instance"].status == Message.Status.READY}
        kwargs["initial"] = first | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["audience"].queryset = project.audiences.all()
        self.fields["audience"].empty_label = _("kies een doelgroep")
        self.offer_owners(project, self.instance.messenger)
        self.fields["owner"].label = _("Wie vertelt het")
        self.fields["owner"].help_text = _("Typ een naam. Leeg: elke ploeg hoort het van de eigen mensen.")
        self.fields["step"] = forms.TypedChoiceField(
            label=_("Stap"), choices=STEPS, coerce=int, help_text=self.fields["step"].help_text
        )
        for name, words in (("key", _("kies een onderwerp")), ("channel", _("kies een weg")), ("said_by", _("kies"))):
            self.fields[name].choices = [("", words), *[one for one in self.fields[name].choices if one[0]]]

    def _post_clean(self) -> None:
        """The action looks at the whole row: number and status come with it."""


class ToldForm(BaseForm):
    """On which day it was told, and how many heard it."""

    on = forms.DateField(
        label=gettext_lazy("Wanneer vertelden jullie dit?"),
        initial=timezone.localdate,
        widget=forms.DateInput,
        error_messages={"invalid": gettext_lazy("Kies een dag uit de kalender")},
    )
    reached = forms.IntegerField(
        label=gettext_lazy("Hoeveel mensen hoorden of zagen het?"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Een schatting is goed. Weet je het niet, laat het dan leeg."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), gettext_lazy("Vul een aantal in, of laat het leeg")),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class DropForm(BaseForm):
    why = forms.CharField(
        label=gettext_lazy("Waarom vertellen jullie dit niet meer?"),
        max_length=240,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Schrijf kort op waarom")},
    )
