"""Audiences: the list with how many they are, the form, and taking one away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communicatie.actions import audiences
from communicatie.forms_plan import AudienceForm
from communicatie.matrix import audiences_of
from communicatie.views.plan_base import audience_of, confirm, readable_project, shown, to, url_of
from organisatie.models import Employee
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.models import Project


@require_safe
@login_required
def overview(request, slug: str):
    project = readable_project(request, slug)
    found = audiences_of(project)
    prefetch_related_objects(found, "functions", "locations")
    words = ngettext("%(n)d doelgroep. We tellen zelf hoeveel collega's erin zitten.", "%(n)d doelgroepen. We tellen zelf hoeveel collega's erin zitten.", len(found))  # fmt: skip
    state = words % {"n": len(found)} if found else _("Er is nog geen doelgroep.")
    return shown(request, "doelgroepen", project, audiences=found, state=state)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    project = access.editable_project(request, slug)
    form = AudienceForm(request.POST or None, project=project, shifts=shifts_of(project))
    if request.method == "POST" and form.is_valid():
        try:
            audiences.add_audience(project=project, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("doelgroepen", project)
    return shown(request, "doelgroep", project, form=form, back=url_of("doelgroepen", project))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    audience = audience_of(request, slug, pk)
    project, name = audience.project, audience.name
    form = AudienceForm(request.POST or None, instance=audience, project=project, shifts=shifts_of(project))
    if request.method == "POST" and form.is_valid():
        fields = {key: value for key, value in form.cleaned_data.items() if key != "form_key"}
        try:
            audiences.change_audience(audience=audience, by=request.user, **fields)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("doelgroepen", project)
    back = url_of("doelgroepen", project)
    return shown(request, "doelgroep", project, form=form, audience=audience, name=name, back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request, slug: str, pk: int):
    audience = audience_of(request, slug, pk)
    project = audience.project
    if request.method == "POST":
        try:
            audiences.remove_audience(audience=audience, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("De doelgroep is weg."))
        return to("doelgroepen", project)
    return confirm(
        request,
        project,
        vraag=_("Haal je de doelgroep «%(name)s» weg?") % {"name": audience.name},
        uitleg=_(
            "Dat kan alleen als er geen boodschappen voor staan. De collega's zelf blijven natuurlijk in de lijst."
        ),
        actie=_("Haal de doelgroep weg"),
        houden=_("Hou ze"),
        terug_url=url_of("doelgroep_wijzig", project, pk),
        gevaar=True,
    )


@require_POST
@login_required
def start(request, slug: str):
    """The usual audiences with one press; pressed twice, once."""
    project = access.editable_project(request, slug)
    if audiences.start_audiences(project=project, by=request.user):
        messages.success(request, _("De eerste doelgroepen staan klaar. Pas ze aan zoals bij jullie."))
    return to("doelgroepen", project)


def shifts_of(project: Project) -> list[str]:
    """The words that the list of employees uses for shifts."""
    people = Employee.objects.filter(organisation=project.organisation_id).exclude(shift="")
    return list(people.order_by().values_list("shift", flat=True).distinct())
