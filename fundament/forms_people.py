"""Somebody of the organisation, chosen by typing a name: a list of 5.000 colleagues helps nobody."""

from django import forms
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisatie.models import Employee

MOST = 12
"""So many colleagues with one name stand side by side to choose from."""
SUGGESTED = 50


class SuggestInput(forms.TextInput):
    """A text field with suggestions that the browser shows while typing."""

    suggestions: tuple[str, ...] = ()

    def render(self, name, value, attrs=None, renderer=None):
        place = f"{(attrs or {}).get('id', name)}-lijst"
        field = super().render(name, value, {**(attrs or {}), "list": place}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((one,) for one in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', field, place, options)


class WithOwner(forms.Form):
    """Adds `owner`: typed as a name, cleaned to an Employee or None. Several of that name: the page asks which one."""

    owner = forms.CharField(
        label=gettext_lazy("Eigenaar"),
        max_length=120,
        required=False,
        widget=SuggestInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Eén collega bij wie anderen terechtkunnen. Typ een naam."),
    )

    def offer_owners(self, project, current: Employee | None = None) -> None:
        """To be called in `__init__`: who may be chosen, and who is it now."""
        self.current_owner = current
        self.staff = Employee.objects.filter(organisation=project.organisation_id).active()
        self.candidates: list[tuple[int, str, str]] = []
        """(key, name, what tells them apart) when the name was not enough."""
        self.picked: int | None = None
        """The one of them that was chosen; stays when the page asks something else."""
        self.initial.setdefault("owner", current.name if current else "")
        part = Q(project_roles__project=project) | Q(user__project_roles__project=project)
        names = self.staff.filter(part).order_by("name").values_list("name", flat=True).distinct()
        self.fields["owner"].widget.suggestions = tuple(names[:SUGGESTED])

    def clean_owner(self) -> Employee | None:
        text = " ".join(self.cleaned_data["owner"].split())
        if not text:
            return None
        if self.current_owner and text.casefold() == self.current_owner.name.casefold():
            return self.current_owner
        found = self._called(text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("We vinden geen collega met die naam. Kijk ze nog eens na."))
        if len(found) > MOST:
            raise forms.ValidationError(_("Er zijn veel collega's met die naam. Typ de voornaam en de familienaam."))
        self.candidates = [(one.pk, one.name, _apart(one)) for one in found]
        picked = next((one for one in found if str(one.pk) == self.data.get("owner_pick", "")), None)
        if picked:
            self.picked = picked.pk
            return picked
        raise forms.ValidationError(_("Er zijn %(n)d collega's met die naam. Kies wie je bedoelt.") % {"n": len(found)})

    def _called(self, text: str) -> list[Employee]:
        """Who is called exactly so, or else whose name holds each of these words."""
        rows = self.staff.select_related("location", "function")
        words = Q()
        for word in text.split():
            words &= Q(name__icontains=word)
        return list(rows.filter(name__iexact=text)[: MOST + 1]) or list(rows.filter(words)[: MOST + 1])


def _apart(one: Employee) -> str:
    return " · ".join(str(part) for part in (one.function, one.location) if part) or one.email
