"""The forms of «Wat deden we met jullie antwoorden». Validation only; the verbs stand in `actions.feedback`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bevraging.feedback import CONTACT, DOING, HEADINGS, LONGEST, MAY_BE_EMPTY, NEXT, NOT_DOING, SAID
from trajecten.forms import BaseForm

HELP = {
    SAID: _("Dit staat in de resultaten. Kort het in en zeg het in je eigen woorden. Elke regel wordt een punt."),
    DOING: _("Wat pak je als eerste aan? Bijvoorbeeld: meer tablets op drukke momenten."),
    NOT_DOING: _("Zeg ook wat niet kan, of nu nog niet, en waarom. Dat maakt de rest geloofwaardig."),
    NEXT: _("Noem een dag of een maand. Bijvoorbeeld: op 26 februari probeert een kleine groep het uit."),
    CONTACT: _("Een naam en waar je die persoon vindt."),
}
ROWS = {SAID: 6, CONTACT: 2}


class FeedbackForm(BaseForm):
    """The five parts in one language. A translation may be emptied altogether: then it goes away."""

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        direction = {"lang": language, "dir": "auto"}
        for name, heading in HEADINGS.items():
            self.fields[name] = forms.CharField(
                label=heading,
                help_text=HELP[name],
                max_length=LONGEST,
                required=name not in MAY_BE_EMPTY,
                widget=forms.Textarea(attrs={"rows": ROWS.get(name, 4), **direction}),
                error_messages={"required": _("Schrijf iets bij «%(part)s».") % {"part": heading}},
            )
            self.fields[name].widget.attrs.pop("maxlength", None)
        if self.is_bound and language != "nl" and not any(self.data.get(name, "").strip() for name in HEADINGS):
            for field in self.fields.values():
                field.required = False


class ToldForm(BaseForm):
    how = forms.CharField(
        label=_("Hoe vertelde je het aan wie geen mail kreeg?"),
        help_text=_("Bijvoorbeeld: affiche in de keuken, en op de briefing."),
        max_length=160,
        error_messages={"required": _("Schrijf kort hoe je het vertelde.")},
    )
