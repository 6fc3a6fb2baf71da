"""What the pages of decisions share: who may come in, and the way back to one of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse

from fundament.actions.holding import why_not
from fundament.actions.refusals import ChangedMeanwhile
from fundament.decision_reading import whole
from fundament.models import Decision
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.views.frame import frame


def decision_or_404(request, slug: str, pk: int) -> Decision:
    """With everything that belongs to it, for who may see results: 404 for strangers, 403 for a guest without that right."""
    decision = access.part_or_404(request, whole(Decision.objects.all()), slug, pk)
    if not access.may_see_results(request.user, decision.project):
        raise PermissionDenied
    return decision


def editable_decision(request, slug: str, pk: int) -> Decision:
    """The same for who edits the project; readers 403."""
    decision = decision_or_404(request, slug, pk)
    if not access.may_edit_project(request.user, decision.project):
        raise PermissionDenied
    return decision


def settled(request, decision: Decision):
    """The way back, with why, when nothing of it can change now; None when it can. A form is only given to who can use it.

    What somebody typed meanwhile is not thrown away: a form that was sent is answered with the form.
    """
    if request.method == "POST" or (decision.is_open and not decision.is_asked):
        return None
    messages.info(request, str(why_not(decision)))
    return back_to(decision)


def url_of(name: str, project, *args) -> str:
    return reverse(f"fundament:{name}", args=[project.slug, *args])


def back_to(decision: Decision, anchor: str = ""):
    return redirect(url_of("keuze", decision.project, decision.pk) + (f"#{anchor}" if anchor else ""))


def shown(request, template: str, project, *, status: int = 200, **context):
    return render(request, f"fundament/{template}.html", frame(request, project, **context), status=status)


def form_page(request, decision: Decision, form, *, title: str, state: str, save: str, **context):
    """One form about one decision, on a narrow page of its own."""
    back = url_of("keuze", decision.project, decision.pk)
    words = {"title": title, "state": state, "save": save, "back": back}
    return shown(request, "keuze_formulier", decision.project, decision=decision, form=form, **words, **context)


def refused(form, decision: Decision, error: Exception) -> list[tuple[str, str]]:
    """Put in the form why it could not be. When somebody else changed it meanwhile, the next try is about the version of
    now; gives what stands there now and is not what was typed."""
    refuse(form, error)
    if not isinstance(error, ChangedMeanwhile):
        return []
    now = Decision.objects.get(pk=decision.pk)
    form.data = form.data.copy()
    form.data["version"] = now.version
    stored = getattr(form, "instance", None)
    if stored is None:
        return []
    stored = type(stored)._default_manager.filter(pk=stored.pk).first()
    if stored is None:
        return []
    names = [name for name in form.fields if name != "version" and hasattr(stored, name)]
    differs = [name for name in names if getattr(stored, name) != form.cleaned_data.get(name)]
    return [(str(form.fields[name].label).capitalize(), in_words(stored, name)) for name in differs]


def in_words(row, name: str) -> str:
    said = getattr(row, f"get_{name}_display", None)
    value = said() if said else getattr(row, name)
    return "" if value is None else str(value)
