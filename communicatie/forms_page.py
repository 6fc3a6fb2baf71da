"""The words on the page for everyone, in one language. What the database asks of them, `actions.page` says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communicatie.models import ProjectPage
from communicatie.page_public import TEXTS
from trajecten.forms import BaseForm
from trajecten.models import Project

LABELS = {"what": _("Wat doen we"), "why": _("Waarom"), "help": _("Wie kan je helpen")}
HELP = {
    "what": _("In een paar zinnen, voor wie er nog niets van weet. Korte zinnen, gewone woorden."),
    "why": _("Wat wordt er beter, en voor wie?"),
    "help": _("Een zin boven de namen. Bv. vraag het eerst aan je ambassadeur. De namen komen er vanzelf bij."),
}


def _text(name: str) -> forms.CharField:
    return forms.CharField(
        label=LABELS[name],
        max_length=TEXTS[name],
        required=False,
        widget=forms.Textarea(attrs={"rows": 3 if name == "help" else 5}),
        help_text=HELP[name],
    )


class PageForm(BaseForm):
    what = _text("what")
    why = _text("why")
    help = _text("help")
    show_faces = forms.BooleanField(
        label=_("Toon wie ambassadeur is"),
        required=False,
        help_text=_("Alleen de voornaam en initialen, en alleen van wie zelf ja zei."),
    )

    def __init__(self, *args, page: ProjectPage | None, project: Project, language: str = "nl", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].required = language == "nl"
        self.fields["what"].error_messages["required"] = _("Vertel eerst in een paar zinnen wat jullie doen.")
        if language != "nl":
            self.leave_out("show_faces")
            mine = page.translations.get(language, {}) if page else {}
            self.initial.update({name: mine.get(name, "") for name in TEXTS})
            for name in TEXTS:
                self.fields[name].widget.attrs["lang"] = language
        elif page is not None:
            self.initial.update({name: getattr(page, name) for name in (*TEXTS, "show_faces")})
        else:
            # What was written when the project was made, to begin from.
            self.initial.update({"what": project.goal, "why": project.why, "show_faces": True})
