"""Forms of conversations, themes and the inventory. Each that takes free text warns before it saves a name."""

from django import forms
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging import people_words
from bevraging.actions.talks import Line, lines_of, wrong_speaker
from bevraging.models import Conversation, InventoryItem, Lens, Note, Theme
from bevraging.models.talks import MOST_SPEAKERS, NOTE_LENGTH
from trajecten.forms import BaseForm, BaseModelForm
from trajecten.models import Project

AT_ONCE = 200
"""So many lines of a pasted report, and not more."""
LENSES = [("", gettext_lazy("nog niet gekozen")), *Lens.choices]


class WithoutNames:
    """Says that a text may name somebody, and offers to take it out. The writer decides: a find may be just a word."""

    watched: tuple[str, ...] = ()
    TAKE_OUT, KEEP = "weg", "laat"

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.found: list[str] = []
        """The words that may name somebody; the page asks what to do with them."""

    def clean(self):
        data = super().clean()
        choice = self.data.get("namen", "")
        texts = {name: data.get(name) for name in self.watched if data.get(name)}
        if not texts or choice == self.KEEP:
            return data
        names = people_words.names_of(self.organisation)
        if choice == self.TAKE_OUT:
            data.update({name: people_words.taken_out(text, names) for name, text in texts.items()})
            return data
        for name, text in texts.items():
            words = [one.words for one in people_words.find(text, names)]
            if words:
                self.found += words
                self.add_error(name, _("Staat hier een naam, een mailadres of een telefoonnummer in?"))
        return data


class ConversationForm(WithoutNames, BaseModelForm):
    watched = ("title",)

    class Meta:
        model = Conversation
        fields = ("kind", "title", "held_on", "people", "locations", "functions", "leader")
        widgets = {
            "kind": forms.RadioSelect,
            "held_on": forms.DateInput(),
            "locations": forms.CheckboxSelectMultiple,
            "functions": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "title": gettext_lazy("Een groep of een onderwerp, geen naam. Bv. nachtdienst van alle huizen."),
            "locations": gettext_lazy("Van welke locaties waren er mensen?"),
            "functions": gettext_lazy("Met welke functies sprak je?"),
        }
        error_messages = {"held_on": {"invalid": gettext_lazy("Kies een dag uit de kalender")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locations"].queryset = self.organisation.locations.all()
        self.fields["functions"].queryset = self.organisation.functions.all()
        self.fields["kind"].choices = [(value, label.capitalize()) for value, label in Conversation.Kind.choices]

    def clean_people(self):
        """Not fewer than who spoke already: a note of D6 needs six people."""
        people = self.cleaned_data["people"]
        spoke = self.instance.notes.aggregate(most=Max("speaker"))["most"] if self.instance.pk else None
        if spoke and people < min(spoke, self.instance.people):
            raise forms.ValidationError(_("Er is een notitie van D%(n)d. Tel minstens %(n)d mensen.") % {"n": spoke})
        return people

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een dag die voorbij is"))
        return day


def speakers(people: int) -> list[tuple[str, str]]:
    """D1 to as many as there were people."""
    return [("", _("geen")), *((str(n), f"D{n}") for n in range(1, min(people, MOST_SPEAKERS) + 1))]


class LinesForm(WithoutNames, BaseForm):
    """One note a line, with what was chosen beside it for all of them."""

    watched = ("text",)
    text = forms.CharField(
        label=gettext_lazy("Notities, één per regel"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Schrijf eerst een regel"),
            "max_length": gettext_lazy("Dat is erg veel ineens. Bewaar het in twee keer"),
        },
    )
    lens = forms.ChoiceField(choices=LENSES, required=False)
    speaker = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    quote = forms.BooleanField(required=False)
    may_quote = forms.BooleanField(required=False)
    key = forms.UUIDField(required=False)

    def __init__(self, *args, conversation: Conversation, **kwargs):
        super().__init__(*args, organisation=conversation.project.organisation, **kwargs)
        self.conversation = conversation
        self.fields["speaker"].choices = speakers(conversation.people)
        self.lines: list[Line] = []

    def clean(self):
        data = super().clean()
        if "text" not in data:
            return data
        chosen = {name: data.get(name) for name in ("lens", "speaker", "quote", "may_quote")}
        # What may be repeated was said literally.
        chosen["quote"] = chosen["quote"] or chosen["may_quote"]
        lines = lines_of(data["text"], **chosen)
        if not lines:
            self.add_error("text", _("Schrijf eerst een regel"))
        elif len(lines) > AT_ONCE:
            self.add_error("text", _("Bewaar hooguit %(n)d regels ineens") % {"n": AT_ONCE})
        elif long := [n for n, line in enumerate(lines, 1) if len(line.text) > NOTE_LENGTH]:
            self.add_error("text", _("Maak regel %(n)d korter") % {"n": long[0]})
        elif said := next(filter(None, (wrong_speaker(self.conversation, line.speaker) for line in lines)), ""):
            self.add_error("text", said)
        if len(lines) == 1 and data.get("key"):
            lines = lines_of(data["text"], **chosen, key=data["key"])
        self.lines = lines
        return data


class NoteForm(WithoutNames, BaseModelForm):
    watched = ("text",)

    class Meta:
        model = Note
        fields = ("text", "lens", "speaker", "kind", "may_quote")
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "lens": forms.RadioSelect, "kind": forms.RadioSelect}
        help_texts = {"may_quote": gettext_lazy("Vink aan als wie dit zei, vindt dat jullie het mogen herhalen.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, organisation=kwargs["instance"].conversation.project.organisation, **kwargs)
        self.fields["lens"].choices = [(value, str(label).capitalize()) for value, label in LENSES]
        self.fields["kind"].choices = [(value, label.capitalize()) for value, label in Note.Kind.choices]
        people = max(self.instance.conversation.people, self.instance.speaker or 0)
        self.fields["speaker"].widget = forms.Select(choices=speakers(people))

    def clean(self):
        data = super().clean()
        if data.get("kind") != Note.Kind.QUOTE:
            data["may_quote"] = False
        return data


class ThemeForm(WithoutNames, BaseModelForm):
    watched = ("name", "description")

    class Meta:
        model = Theme
        fields = ("name", "description", "parent")
        help_texts = {
            "description": gettext_lazy("Eén zin, zodat iedereen hetzelfde onder dit thema zet."),
            "parent": gettext_lazy("Alleen als dit een deel is van een groter thema."),
        }

    def __init__(self, *args, project: Project, **kwargs):
        super().__init__(*args, organisation=project.organisation, **kwargs)
        tops = Theme.objects.filter(project=project, parent=None)
        self.fields["parent"].queryset = tops.exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = _("geen, het staat op zichzelf")
        if self.instance.pk and self.instance.children.exists():
            self.leave_out("parent")  # others stand under it: it stays on top

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class ThemeChoice(forms.ModelChoiceField):
    """«Overdracht: briefing», with the theme above it."""

    def label_from_instance(self, obj: Theme) -> str:
        return obj.full_name


class MergeForm(BaseForm):
    """With which theme. The choice comes by GET; the page that says what happens sends it again."""

    into = ThemeChoice(queryset=None, label=gettext_lazy("Samenvoegen met"), empty_label=gettext_lazy("kies een thema"))

    def __init__(self, *args, theme: Theme, **kwargs):
        super().__init__(*args, **kwargs)
        others = Theme.objects.filter(project=theme.project_id).exclude(pk=theme.pk)
        self.fields["into"].queryset = others.select_related("parent")


class ItemForm(WithoutNames, BaseModelForm):
    watched = ("text",)

    class Meta:
        model = InventoryItem
        fields = ("lens", "text", "theme", "location", "source", "survey")
        field_classes = {"theme": ThemeChoice}
        widgets = {"lens": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "location": gettext_lazy("Laat leeg als het niet van één locatie is."),
            "survey": gettext_lazy("Alleen als het uit een bevraging komt."),
        }

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, organisation=project.organisation, **kwargs)
        self.fields["lens"].choices = [(value, label.capitalize()) for value, label in Lens.choices]
        self.fields["location"].queryset = project.organisation.locations.all()
        self.fields["location"].empty_label = _("niet van één locatie")
        self.fields["theme"].queryset = project.themes.select_related("parent")
        self.fields["theme"].empty_label = _("bij geen thema")
        self.fields["survey"].queryset = project.surveys.exclude(status="draft")
        self.fields["survey"].empty_label = _("geen bevraging")
        self.of_an_answer = self.instance.source == InventoryItem.Source.OPEN_ANSWER
        if self.of_an_answer:  # where that comes from is known, and it has no place
            self.leave_out("location", "source", "survey")

    def clean(self):
        data = super().clean()
        if self.of_an_answer:
            return data
        if data.get("source") not in (InventoryItem.Source.SURVEY, InventoryItem.Source.OPEN_ANSWER):
            data["survey"] = None
        if self.instance.note_id and data.get("source") in (
            InventoryItem.Source.SURVEY,
            InventoryItem.Source.OPEN_ANSWER,
        ):
            # It says where it comes from: another source lets go of the note.
            self.instance.note = None
        return data
