"""Writing an agreement: a new one, other words of a concept, a next version, and what stands around it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fundament.actions import agreements
from fundament.forms_agreements import DetailsForm, NewAgreementForm, NewVersionForm, WordsForm
from fundament.models import AgreementVersion
from fundament.views.agreement_base import asked_row, editable_agreement, shown, to, url_of, version_of
from trajecten import access
from trajecten.form_errors import refuse

Status = AgreementVersion.Status


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """`?besluit=` and `?kader=` say where it comes from."""
    project = access.editable_project(request, slug)
    form = NewAgreementForm(request.POST or None, project=project, initial=_asked(request, project))
    if request.method == "POST" and form.may_save:
        try:
            version = _make(request, project, form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Je afspraak is bewaard als concept."))
            return to("afspraak", project, version.agreement_id)
    return shown(request, "afspraak_nieuw", project, form=form, back=url_of("afspraken", project))


def _asked(request, project) -> dict:
    """What the address says, as far as it stands in this project."""
    decision = asked_row(request, "besluit", project.decisions)
    return {"decisions": [decision] if decision else [], "framework": asked_row(request, "kader", project.frameworks)}


@transaction.atomic
def _make(request, project, data) -> AgreementVersion:
    """The agreement; with its framework when it is the first one."""
    data = dict(data)
    name = data.pop("framework_name", "")
    framework = data.pop("framework", None) or project.frameworks.filter(name__iexact=name).first()
    if framework is None:
        framework = agreements.add_framework(project=project, by=request.user, name=name)
    return agreements.make_agreement(framework=framework, by=request.user, **data)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def words(request, slug: str, pk: int, number: int):
    """Other words, as long as it is a concept."""
    agreement = editable_agreement(request, slug, pk)
    project, version = agreement.project, version_of(agreement, number)
    if version.status != Status.CONCEPT:
        messages.info(request, _("Deze woorden zijn al getoetst. Maak een nieuwe versie."))
        return to("afspraak", project, pk)
    kind = WordsForm if number == 1 else NewVersionForm
    form = kind(request.POST or None, project=project, instance=version)
    if request.method == "POST" and form.may_save:
        try:
            agreements.change_words(version=version, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("afspraak", project, pk)
    title, back = _("Wijzig de woorden"), url_of("afspraak", project, pk)
    return shown(request, "afspraak_woorden", project, form=form, agreement=agreement, title=title, back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_version(request, slug: str, pk: int):
    """Begins with the words of the last version; says what changed and why."""
    agreement = editable_agreement(request, slug, pk)
    project, newest = agreement.project, agreement.standing.versions[0]
    if newest.status == Status.CONCEPT and request.method != "POST":
        messages.info(request, _("Er is al een nieuwe versie in de maak. Je kan ze hier wijzigen."))
        return to("afspraak_woorden", project, pk, newest.number)
    form = NewVersionForm(
        request.POST or None, project=project, initial=_words_of(version_of(agreement, newest.number))
    )
    if request.method == "POST" and form.may_save:
        try:
            agreements.new_version(agreement=agreement, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De nieuwe versie is bewaard als concept. Wat nu geldt, blijft gelden."))
            return to("afspraak", project, pk)
    title, back = _("Maak een nieuwe versie"), url_of("afspraak", project, pk)
    return shown(request, "afspraak_woorden", project, form=form, agreement=agreement, title=title, back=back)


def _words_of(version: AgreementVersion) -> dict:
    found = {name: getattr(version, name) for name in agreements.WORDS}
    return found | {"functions": list(version.functions.all()), "locations": list(version.locations.all())}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def details(request, slug: str, pk: int):
    """Owner, framework and the decisions behind it."""
    agreement = editable_agreement(request, slug, pk)
    project = agreement.project
    form = DetailsForm(request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, agreement, form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("afspraak", project, pk)
    back = url_of("afspraak", project, pk)
    return shown(request, "afspraak_gegevens", project, form=form, agreement=agreement, back=back)


@transaction.atomic
def _change(request, agreement, data) -> None:
    agreements.change_owner(agreement=agreement, by=request.user, owner=data["owner"])
    agreements.change_framework_of(agreement=agreement, by=request.user, framework=data["framework"])
    if "decisions" in data:
        agreements.link_decisions(agreement=agreement, by=request.user, decisions=data["decisions"])
