"""Somebody of the organisation, chosen by typing a name: a list of 5.000 colleagues helps nobody.

Two colleagues with one name are told apart by what stands behind it: «Jan Peeters · zorg · Aalst».
"""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from fundament.forms_people import SuggestInput
from organisatie.models import Employee

MOST = 8
"""So many colleagues with one name are named to choose from."""
SUGGESTED = 50
APART = " · "


class PersonField(forms.CharField):
    """A typed name, cleaned to an Employee of `staff`, or None."""

    staff: QuerySet[Employee] = Employee.objects.none()

    def __init__(self, **kwargs):
        super().__init__(max_length=200, widget=SuggestInput(attrs={"autocomplete": "off"}), **kwargs)

    def offer(self, staff: QuerySet[Employee], suggestions: list[str]) -> None:
        """To be called by the form: who may be chosen, and whom the browser proposes."""
        self.staff = staff.select_related("location", "function")
        self.widget.suggestions = tuple(suggestions)

    def prepare_value(self, value):
        return full_name(value) if isinstance(value, Employee) else value

    def clean(self, value):
        text = " ".join(super().clean(value).split())
        if not text:
            return None
        found = _called(self.staff, text)
        if not found:
            raise forms.ValidationError(_("We vinden geen collega met die naam. Kijk ze nog eens na."))
        if len(found) > MOST:
            raise forms.ValidationError(_("Er zijn veel collega's met die naam. Typ de voornaam en de familienaam."))
        if len(found) > 1:
            names = [full_name(one) for one in found]
            self.widget.suggestions = (*names, *self.widget.suggestions)
            raise forms.ValidationError(_("Wie bedoel je? Typ het zo: %(names)s.") % {"names": "; ".join(names)})
        return found[0]


def full_name(employee: Employee) -> str:
    """«Jan Peeters · zorg · Aalst»."""
    parts = (employee.name, employee.function, employee.location)
    return APART.join(str(part) for part in parts if part)


def suggested(staff: QuerySet[Employee], project) -> list[str]:
    """Who has a part in the project, by full name. One query."""
    part = Q(project_roles__project=project, project_roles__until=None)
    rows = staff.filter(part).select_related("location", "function").order_by("name", "pk").distinct()
    return [full_name(one) for one in rows[:SUGGESTED]]


def _called(staff: QuerySet[Employee], text: str) -> list[Employee]:
    """Who is called exactly so, or else whose name holds each of these words; what stands behind the name narrows it."""
    name, *behind = [part.strip() for part in text.split(APART.strip())]
    words = Q()
    for word in name.split():
        words &= Q(name__icontains=word)
    found = list(staff.filter(name__iexact=name)[: MOST + 1]) or list(staff.filter(words)[: MOST + 1])
    wanted = APART.join([name, *behind]).casefold()
    exact = [one for one in found if full_name(one).casefold() == wanted]
    return exact if behind and exact else found
