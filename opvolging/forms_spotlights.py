"""Forms of the spotlight. Each that takes free text warns before it saves a name."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.forms_talks import WithoutNames
from communicatie.models import Audience
from fundament.forms_people import WithOwner
from opvolging.models import Spotlight
from trajecten.forms import BaseForm, BaseModelForm
from uitrol.forms_tasks import AgreementChoice, agreements_of


class SpotlightForm(WithoutNames, BaseModelForm):
    """What goes well and how they do it. `of_answer`: then no place is asked."""

    watched = ("what", "how", "team")
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    agreement = AgreementChoice(
        queryset=None,
        required=False,
        label=gettext_lazy("Bij welke afspraak hoort het?"),
        empty_label=gettext_lazy("bij geen afspraak"),
    )

    class Meta:
        model = Spotlight
        fields = ("what", "how", "location", "team", "agreement", "on_page")
        labels = {
            "what": gettext_lazy("Wat loopt goed?"),
            "how": gettext_lazy("Hoe doen jullie dat?"),
            "location": gettext_lazy("Op welke locatie?"),
            "team": gettext_lazy("Welk team?"),
            "on_page": gettext_lazy("Toon het op de bladzijde voor iedereen"),
        }
        widgets = {"what": forms.Textarea(attrs={"rows": 2}), "how": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "what": gettext_lazy("Eén klein voorbeeld is genoeg. Bv. Nachtbriefing in 9 minuten."),
            "how": gettext_lazy("Zo concreet dat een ander team het morgen ook kan. Een pluim alleen leert niemand iets."),
            "team": gettext_lazy("Een ploeg of dienst, geen persoon. Bv. nachtdienst."),
            "on_page": gettext_lazy("Wie de link van die bladzijde heeft, leest het dan."),
        }  # fmt: skip
        error_messages = {
            "what": {"required": gettext_lazy("Schrijf in één zin wat goed loopt")},
            "how": {"required": gettext_lazy("Schrijf hoe jullie dat doen. Dan kan een ander team het ook.")},
        }

    def __init__(self, *args, project, of_answer: bool = False, **kwargs):
        super().__init__(*args, organisation=project.organisation, **kwargs)
        if self.instance.pk:
            self.leave_out("form_key")
        else:
            self.fields["form_key"].initial = uuid4
        self.fields["agreement"].queryset = agreements_of(project)
        if not self.fields["agreement"].queryset:
            self.leave_out("agreement")
        if of_answer or self.instance.of_answer:  # what people wrote without a name belongs to no place
            self.leave_out("location", "team")
            return
        self.fields["location"].queryset = project.organisation.locations.all()
        self.fields["location"].empty_label = _("niet van één locatie")

    def _post_clean(self):
        """The action judges the whole."""


class NameForm(WithOwner, BaseForm):
    """Whose name might stand beside it. `owner` of `WithOwner` is here that colleague: typed as a name."""

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_owners(project)
        self.fields["owner"].required = True
        self.fields["owner"].error_messages["required"] = _("Typ een naam")
        self.fields["owner"].label = _("Wie wil je vragen?")
        self.fields["owner"].help_text = _("Deze collega krijgt een mail en kiest zelf: ja, of liever niet.")


class TellForm(BaseForm):
    """For whom this becomes a message."""

    audience = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Aan wie vertel je het?"),
        empty_label=gettext_lazy("kies een doelgroep"),
        error_messages={"required": gettext_lazy("Kies voor wie deze boodschap is")},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].queryset = project.audiences.exclude(kind=Audience.Kind.OUTSIDE)
