"""Messages: the list with its file, the page of one, the form, and that it was told or dropped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communicatie.actions import plan
from communicatie.actions.telling import what_waits
from communicatie.delivery import delivery_of
from communicatie.filters_plan import MessageFilter
from communicatie.forms_plan import DropForm, MessageForm, ToldForm
from communicatie.message_list import as_csv, is_late, messages_of, told_by, with_labels
from communicatie.models import Audience, Message
from communicatie.reach import size_of
from communicatie.ready_texts import ready_text, texts_for
from communicatie.views.message_words import first_values, sentence
from communicatie.views.plan_base import asked_number, message_of, readable_project, sheet, shown, to, url_of
from trajecten import access, gate
from trajecten.form_errors import refuse
from trajecten.models import Project


@require_safe
@login_required
def overview(request, slug: str):
    project = readable_project(request, slug)
    found = _filtered(request, project)
    page = sheet(request, found.qs)
    page.object_list = with_labels(page.object_list)
    state = how_many(page.paginator.count, filtered=found.is_used)
    return shown(request, "boodschappen", project, filter=found, page=page, state=state)


@require_safe
@login_required
def export(request, slug: str):
    project = readable_project(request, slug)
    name = f"boodschappen-{project.slug}.csv"
    return HttpResponse(
        as_csv(_filtered(request, project).qs),
        "text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _filtered(request, project: Project) -> MessageFilter:
    return MessageFilter(request.GET, queryset=messages_of(project), audiences=project.audiences.all())


def how_many(count: int, *, filtered: bool) -> str:
    if filtered:
        return ngettext("%(n)d boodschap gevonden.", "%(n)d boodschappen gevonden.", count) % {"n": count}
    if not count:
        return _("Er staat nog geen boodschap in het plan.")
    return ngettext("%(n)d boodschap in het plan.", "%(n)d boodschappen in het plan.", count) % {"n": count}


@require_safe
@login_required
def message_page(request, slug: str, number: int):
    message = message_of(request, slug, number, edits=False)
    project = message.project
    (message,) = with_labels([message])
    names = access.may_see_names(request.user, project)
    context = {
        "message": message,
        "told_by": told_by(message),
        # How many they were when it was told, and how many they are as long as it was not.
        "size": size_of(message.audience) if message.reached_of is None else message.reached_of,
        "waits": what_waits(message) if message.is_open else "",
        "late": is_late(message),
        "delivery": delivery_of(message, names=names),
        "again": with_labels(message.again.order_by("number")),
        "by_mail": message.is_open and message.audience.kind != Audience.Kind.OUTSIDE,
        "state": sentence(message),
    }
    return shown(request, "boodschap", project, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """A new message; the address may say for whom, about what, from which ready-made text and which one it repeats."""
    project = access.editable_project(request, slug)
    repeated = project.messages.filter(number=asked_number(request, "herhaalt")).first()
    text = ready_text(request.GET.get("tekst", ""))
    form = MessageForm(request.POST or None, project=project, initial=first_values(request, project, repeated, text))
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        fields["messenger"] = fields.pop("owner")
        try:
            made = plan.plan_message(project=project, by=request.user, repeats=repeated, **fields)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De boodschap staat in het plan."))
            return to("boodschap", project, made.number)
    context = {
        "form": form,
        "text": text,
        "texts": texts_for(project.step, request.GET.get("waarover", "")),
        "has_audience": project.audiences.exists(),
        "back": url_of("plan", project),
    }
    return shown(request, "boodschap_nieuw", project, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, number: int):
    message = message_of(request, slug, number, edits=True)
    project = message.project
    if not message.is_open:
        return to("boodschap", project, number)
    form = MessageForm(request.POST or None, project=project, instance=message)
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
        fields["messenger"] = fields.pop("owner")
        try:
            plan.change_message(message=message, by=request.user, **fields)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return to("boodschap", project, number)
    return shown(
        request, "boodschap_wijzig", project, form=form, message=message, back=url_of("boodschap", project, number)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def told(request, slug: str, number: int):
    """It was told along another way than our mail."""
    message = message_of(request, slug, number, edits=True)
    project = message.project
    if not message.is_open:
        return to("boodschap", project, number)
    form = ToldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan.tell_message(message=message, by=request.user, **form.cleaned_data)
        except gate.GateClosed as closed:
            messages.error(request, str(closed))
            return to("boodschap", project, number)
        except ValidationError as error:
            refuse(form, error)
        else:
            _with_way_back(request, message, _("Mooi. Het staat bij wat verteld is."))
            return to("boodschap", project, number)
    context = {
        "form": form,
        "message": message,
        "waits": what_waits(message),
        "size": size_of(message.audience),
        "back": url_of("boodschap", project, number),
    }
    return shown(request, "boodschap_verteld", project, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def drop(request, slug: str, number: int):
    message = message_of(request, slug, number, edits=True)
    project = message.project
    if not message.is_open:
        return to("boodschap", project, number)
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan.drop_message(message=message, by=request.user, **form.cleaned_data)
        _with_way_back(request, message, _("De boodschap is vervallen."))
        return to("boodschap", project, number)
    back = url_of("boodschap", project, number)
    return shown(request, "boodschap_vervalt", project, form=form, message=message, back=back)


@require_POST
@login_required
def take_back(request, slug: str, number: int):
    message = message_of(request, slug, number, edits=True)
    if plan.take_back(message=message, by=request.user):
        messages.success(request, _("De boodschap staat weer in het plan."))
    return to("boodschap", message.project, number)


def _with_way_back(request, message: Message, words: str) -> None:
    back = url_of("boodschap_terug", message.project, message.number)
    messages.success(request, words, extra_tags=f"ongedaan:{back}")
