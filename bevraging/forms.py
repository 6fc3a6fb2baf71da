"""Forms of the project lead in step 1. Validation only; the verbs stand in `actions`."""

from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bevraging import question_shelf
from bevraging.models import Survey
from bevraging.people_list import Reading
from bevraging.people_table import read_pasted, read_sheet
from bevraging.questions import MAX_TEXT
from organisatie.importing.limits import TOO_LARGE, Unreadable
from trajecten.forms import BaseForm, BaseModelForm
from trajecten.templatetags.getallen import getal


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class DetailsForm(BaseModelForm):
    """What stands on the mail and the first page, how long it is open, and who sees what."""

    class Meta:
        model = Survey
        fields = ("title", "intro", "closes_on", "reminders", "contact", "easy", "mode")
        widgets = {
            "closes_on": day_input(),
            "intro": forms.Textarea(attrs={"rows": 3}),
            "reminders": forms.Select(
                choices=[
                    (2, gettext_lazy("2 herinneringen")),
                    (1, gettext_lazy("1 herinnering")),
                    (0, gettext_lazy("Geen herinnering")),
                ]
            ),
            "mode": forms.RadioSelect,
        }
        help_texts = {
            "title": gettext_lazy(
                "Dit is het onderwerp van de mail. Een vraag werkt goed: Hoe werk jij met werkbonnen?"
            ),
            "intro": gettext_lazy("Eén of twee zinnen: wat willen jullie makkelijker maken?"),
            "closes_on": gettext_lazy("De laatste dag om mee te doen. Tien dagen is meestal genoeg."),
            "easy": gettext_lazy(
                "Grote letters en knoppen, een tekening bij de antwoorden, en elke bladzijde kan voorgelezen worden."
            ),
            "contact": gettext_lazy("Wie helpt een collega die liever samen of op papier antwoordt?"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = [
            (Survey.Mode.ANONYMOUS, _("Anoniem: niemand ziet wie wat antwoordde, ook niet wanneer")),
            (Survey.Mode.NAMED, _("Op naam: de projectleider ziet wie wat antwoordde, en dat staat op elke bladzijde")),
        ]
        self.fields["closes_on"].required = True
        self.fields["title"].error_messages["required"] = _("Schrijf een titel voor de bevraging")
        self.fields["closes_on"].error_messages["required"] = _("Kies een einddatum na vandaag")
        self.fields["closes_on"].error_messages["invalid"] = _("Kies een einddatum na vandaag")

    def clean_closes_on(self):
        day = self.cleaned_data.get("closes_on")
        return later_than_today(day)


def later_than_today(day):
    if day is None or day <= timezone.localdate():
        raise forms.ValidationError(_("Kies een einddatum na vandaag"))
    if (day - timezone.localdate()).days > 180:
        raise forms.ValidationError(_("Kies een einddatum binnen 6 maanden"))
    return day


class AddQuestionForm(BaseForm):
    """A ready question from the shelf, or an own statement."""

    key = forms.ChoiceField(label=gettext_lazy("Klaar voor gebruik"), required=False, widget=forms.RadioSelect)
    own = forms.CharField(
        label=gettext_lazy("Of schrijf zelf een stelling"),
        max_length=MAX_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        ready = question_shelf.not_yet_in(asked)
        self.fields["key"].choices = [
            (one.key, _("De 5 stellingen over draagvlak") if one.pulse else one.words("nl")) for one in ready
        ]
        if not ready:
            self.leave_out("key")

    def clean(self):
        data = super().clean()
        if not data.get("key") and not (data.get("own") or "").strip():
            raise forms.ValidationError(_("Kies een vraag of schrijf er zelf een."))
        return data


class WhoForm(BaseForm):
    """Whom to ask: employees we know, a pasted list, a sheet. Added to who is on the list already, unless it says
    «in plaats van»."""

    EVERYBODY, SOME, ONLY, NONE = "iedereen", "deel", "enkel", "niemand"
    pick = forms.ChoiceField(label=gettext_lazy("Collega's die al in Trajecten staan"), widget=forms.RadioSelect)
    locations = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=gettext_lazy("Locaties"), widget=forms.CheckboxSelectMultiple
    )
    functions = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=gettext_lazy("Functiegroepen"), widget=forms.CheckboxSelectMultiple
    )
    pasted = forms.CharField(
        label=gettext_lazy("Plak namen en mailadressen"),
        required=False,
        strip=False,
        max_length=600_000,
        widget=forms.Textarea(
            attrs={
                "rows": 6,
                "placeholder": "An Peeters <an.peeters@organisatie.be>\nMohamed Aziz; mohamed@organisatie.be",
            }
        ),
        help_text=gettext_lazy(
            "Elke collega op een eigen regel. Rechtstreeks uit Excel of uit je mailprogramma mag ook."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Of kies een Excel- of CSV-bestand"),
        required=False,
        help_text=gettext_lazy("Met een kolom voor de naam en een voor het mailadres."),
    )

    def __init__(self, *args, survey: Survey, too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.survey = survey
        self.too_large = too_large
        """The sheet was cut off while it came in: it is not among the files."""
        self.reading: Reading | None = None
        self.impacted = survey.project.impacted()
        self.listed = survey.participants.exists()
        counts = self.impacted.aggregate(n=Count("pk"), mail=Count("pk", filter=~Q(email="")))
        self.fields["pick"].choices = self._choices(counts)
        organisation = survey.project.organisation
        self._offer("locations", organisation.locations, "employees")
        self._offer("functions", organisation.functions, "employees")

    def _choices(self, counts) -> list[tuple[str, str]]:
        choices = []
        if counts["n"]:
            every = _("Iedereen voor wie dit traject iets verandert: %(who)s") % {
                "who": people_words(counts["n"], counts["mail"])
            }
            choices = [(self.EVERYBODY, every), (self.SOME, _("Enkel deze locaties of functiegroepen"))]
            if self.listed:
                choices[1:] = [
                    (self.ONLY, _("Enkel deze locaties of functiegroepen, in plaats van wie er nu op de lijst staat")),
                    (self.SOME, _("Deze locaties of functiegroepen erbij")),
                ]
        return [*choices, (self.NONE, _("Niemand extra uit Trajecten"))]

    def _offer(self, name: str, manager, related: str) -> None:
        today = timezone.localdate()
        active = (Q(employees__active_from=None) | Q(employees__active_from__lte=today)) & (
            Q(employees__active_until=None) | Q(employees__active_until__gte=today)
        )
        queryset = manager.annotate(people=Count(related, filter=active)).filter(people__gt=0)
        self.fields[name].queryset = queryset
        self.fields[name].label_from_instance = lambda one: f"{one.name} ({getal(one.people)})"

    def clean(self):
        data = super().clean()
        part = bool(data.get("locations") or data.get("functions"))
        if data.get("pick") in (self.SOME, self.ONLY) and not part:
            self.add_error("locations", _("Kies minstens één locatie of functiegroep"))
        if data.get("pick") in (self.EVERYBODY, self.NONE) and part:
            # Otherwise the ticks below would quietly mean nothing.
            self.add_error("pick", _("Je duidde locaties of functiegroepen aan. Kies hier wat je daarmee wil."))
        self.reading = read_pasted(data.get("pasted") or "")
        if self.too_large:
            self.add_error("file", TOO_LARGE)
        if data.get("file"):
            try:
                self.reading += read_sheet(data["file"], data["file"].size)
            except Unreadable as error:
                self.add_error("file", str(error))
        return data

    def chosen_employees(self):
        """The employees that were picked, active ones only; None when nobody was."""
        data = self.cleaned_data
        if data["pick"] == self.NONE:
            return None
        if data["pick"] == self.EVERYBODY:
            return self.impacted.order_by("pk")
        staff = self.survey.project.organisation.employees.active()
        if data["locations"]:
            staff = staff.filter(location__in=data["locations"])
        if data["functions"]:
            staff = staff.filter(function__in=data["functions"])
        return staff.order_by("pk")


def people_words(n: int, with_mail: int) -> str:
    """«214 collega's (36 zonder mail)»."""
    text = ngettext("%(n)s collega", "%(n)s collega's", n) % {"n": getal(n)}
    without = {"text": text, "without": getal(n - with_mail)}
    return text if with_mail == n else _("%(text)s, %(without)s zonder mail") % without


class AddressForm(BaseForm):
    email = forms.CharField(
        label=gettext_lazy("Mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Vul een mailadres in")},
    )


class ExtendForm(BaseForm):
    until = forms.DateField(
        label=gettext_lazy("Meedoen kan tot en met"),
        widget=day_input(),
        error_messages={
            "required": gettext_lazy("Kies een dag na de huidige einddatum"),
            "invalid": gettext_lazy("Kies een dag na de huidige einddatum"),
        },
    )

    def clean_until(self):
        return later_than_today(self.cleaned_data["until"])
