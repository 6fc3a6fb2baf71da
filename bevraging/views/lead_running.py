"""While it runs: how the sending goes, how many take part (in steps), addresses to repair, reminding, more time, closing."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging import actions, homes, invitations, mails, reminders
from bevraging.forms import AddressForm, ExtendForm
from bevraging.models import Survey
from bevraging.participation import participation_of, people_of
from bevraging.views.base import Status, editable_survey, page, page_of, survey_or_404, to, url_of
from trajecten import access, outbox
from trajecten.form_errors import refuse
from trajecten.models import Mail, Mailing
from trajecten.templatetags.getallen import getal

MOST_FAILED = 50
WEEK = timedelta(days=7)


@require_safe
@login_required
def participation(request, slug: str, pk: int):
    """Where the sending and the answers stand. Groups and steps only, never a person, also not in words; unless it is by
    name, which it said on every page: then the project lead sees who."""
    return show(request, survey_or_404(request, slug, pk, with_groups=True))


def show(request, survey: Survey, *, wrong=None, extend_form=None, status: int = 200):
    if survey.status in (Status.DRAFT, Status.ERASED):
        return to("vragen", survey) if survey.status == Status.DRAFT else to_step(survey)
    edits = access.may_edit_project(request.user, survey.project)
    part = participation_of(survey, getattr(survey, "groups", None))
    mailings = mailings_of(survey)
    sending = sending_of(mailings)
    sent = reminders.in_order(mailing for mailing in mailings if mailing.kind in mails.REMINDERS.values())
    is_open = survey.status == Status.OPEN
    some_failed = any(mailing.some_failed for mailing in mailings)
    failed = failed_addresses(survey) if edits and is_open and some_failed else []
    context = {
        "part": part,
        "people": people_of(survey) if access.may_see_names(request.user, survey.project) else None,
        "sending": sending,
        "is_open": is_open,
        "failed": [_with_form(one, wrong) for one in failed],
        "without_mail": part.without_mail if edits and is_open else 0,
        "state": state_sentence(survey, part),
        "next_reminder": reminders.next_moment(survey, sent=sent) if is_open else None,
        "by_hand": reminders.by_hand_from(survey, sent) if edits and is_open else None,
        "reminded": sent,
        "today": timezone.localdate(),
        "extend_form": extend_form
        or (ExtendForm(initial={"until": survey.closes_on + WEEK}) if edits and is_open else None),
    }
    context["next"] = next_step(survey, context)
    context["form"] = extend_form or wrong  # the title of the page then begins with «Fout:»
    return render(request, "bevraging/deelname.html", page(request, survey, **context), status=status)


def next_step(survey: Survey, now: dict) -> dict:
    """The one thing that is of use now, for the filled button: its words, where it leads, its picture."""
    if survey.status == Status.PUBLISHED:
        return {"text": _("Bekijk de resultaten"), "url": url_of("resultaten", survey)}
    if survey.status == Status.CLOSED:
        return {"text": _("Bekijk de bevragingen"), "url": reverse("bevraging:stap", args=[survey.project.slug])}
    if now["failed"]:
        text = ngettext("Verbeter %(n)d adres", "Verbeter %(n)d adressen", len(now["failed"]))
        return {"text": text % {"n": len(now["failed"])}, "url": "#adressen", "icon": "potlood"}
    if now["by_hand"] and now["by_hand"] <= now["today"]:
        return {"text": _("Stuur een herinnering"), "url": url_of("herinner", survey), "icon": "mail", "dialog": True}
    if now["without_mail"]:
        return {"text": _("Druk de briefjes af"), "url": url_of("briefjes", survey), "icon": "print"}
    if now["extend_form"] and not now["by_hand"]:
        return {"text": _("Geef meer tijd"), "url": "#verleng", "icon": "kalender"}
    overview = reverse("trajecten:overzicht", args=[survey.project.slug])
    return {"text": _("Bekijk het traject"), "url": overview, "icon_after": "pijl"}


def to_step(survey: Survey):
    return redirect("bevraging:stap", survey.project.slug)


def mailings_of(survey: Survey) -> list:
    """Invitations and reminders, newest first, and whether any invitation of this survey failed."""
    failed = Mail.objects.filter(
        subject_key=OuterRef("subject_key"), kind__in=invitations.kinds(), status=Mail.Status.FAILED
    )
    mine = Mailing.objects.filter(subject_key=mails.subject_key(survey)).order_by("-pk")
    return list(mine.annotate(some_failed=Exists(failed)))


def sending_of(newest_first: list[Mailing]) -> dict | None:
    """The progress of the first invitations, as stored; the page may be left."""
    mailing = next((one for one in reversed(newest_first) if one.kind in invitations.kinds()), None)
    if mailing is None or not mailing.planned:
        return None
    progress = outbox.progress(mailing)
    done = progress.sent + progress.uncertain + progress.withdrawn
    words = ngettext("%(n)s uitnodiging is verstuurd.", "%(n)s uitnodigingen zijn verstuurd.", progress.sent) % {
        "n": getal(progress.sent)
    }
    return {"progress": progress, "done": done, "words": words}


def failed_addresses(survey: Survey) -> list[dict]:
    """Addresses that do not work, of who has no newer invitation yet."""
    rows = Mail.objects.filter(
        subject_key=mails.subject_key(survey), kind__in=invitations.kinds(), status=Mail.Status.FAILED
    )
    rows = list(rows.only("pk", "key", "recipient", "kind")[: MOST_FAILED * 4])
    people = mails.recipients_of(rows)
    found = []
    for mail in rows:
        _kind, _survey, key, generation = mail.key.split(":")
        person = people.get(int(key))
        if person is not None and person.generation == int(generation):
            found.append({"person": person, "address": mail.recipient})
    return found[:MOST_FAILED]


def _with_form(one: dict, wrong) -> dict:
    """The small form beside an address; the one that was just refused keeps its words."""
    key = one["person"].pk
    form = (
        wrong
        if wrong is not None and wrong.person == key
        else AddressForm(initial={"email": one["address"]}, prefix=f"a{key}")
    )
    return {**one, "form": form}


def state_sentence(survey: Survey, part) -> str:
    if survey.status != Status.OPEN:
        day = date_format(timezone.localtime(survey.closed_at), "l j F")
        return _("Deze bevraging is afgesloten op %(day)s.") % {"day": day}
    day = date_format(survey.closes_on, "l j F")
    if not part.total.answered and not survey.is_anonymous:
        return _("Nog niemand antwoordde. Meedoen kan tot en met %(day)s.") % {"day": day}
    if not part.total.answered:
        return _(
            "Nog te weinig antwoorden om te tonen. De meeste komen in de eerste 2 dagen. Meedoen kan tot en met %(day)s."
        ) % {"day": day}
    return _("%(part)s deden mee. Meedoen kan nog tot en met %(day)s.") % {
        "part": part.total.text.capitalize(),
        "day": day,
    }


@require_POST
@login_required
def correct(request, slug: str, pk: int, participant: int):
    """Another address, and the invitation again. Says the same whether or not somebody answered meanwhile."""
    survey = editable_survey(request, slug, pk)
    person = get_object_or_404(survey.participants, pk=participant)
    form = AddressForm(request.POST, prefix=f"a{person.pk}")
    form.person = person.pk
    if form.is_valid():
        try:
            actions.correct_address(
                survey=survey, participant=person, email=form.cleaned_data["email"], by=request.user
            )
        except (ValidationError, actions.AlreadySent) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Het adres is verbeterd. De uitnodiging vertrekt opnieuw."))
            return to("deelname", survey)
    return show(request, survey, wrong=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remind(request, slug: str, pk: int):
    """A reminder now: GET asks, POST does."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.OPEN:
        return to(page_of(survey), survey)
    if request.method == "POST":
        try:
            new = actions.send_reminder(survey=survey, by=request.user)
        except actions.NotReady as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _("De herinnering vertrekt nu.") if new else _("De herinnering was al vertrokken.")
            )
        return to("deelname", survey)
    context = {
        "vraag": _("Stuur je nu een herinnering?"),
        "uitleg": _("De mail gaat alleen naar wie nog niet antwoordde. Iedereen krijgt er hooguit twee."),
        "actie": _("Stuur een herinnering"),
        "terug_url": url_of("deelname", survey),
    }
    return render(request, "components/bevestig.html", page(request, survey, **context))


@require_POST
@login_required
def extend(request, slug: str, pk: int):
    survey = editable_survey(request, slug, pk)
    form = ExtendForm(request.POST)
    if form.is_valid():
        try:
            actions.extend(survey=survey, by=request.user, until=form.cleaned_data["until"])
        except actions.NotReady as error:
            form.add_error("until", str(error))
        else:
            day = date_format(form.cleaned_data["until"], "l j F")
            messages.success(request, _("Meedoen kan nu tot en met %(day)s.") % {"day": day})
            return to("deelname", survey)
    return show(request, survey, extend_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close(request, slug: str, pk: int):
    """Close before the last day: GET asks, POST does. Then one reads what came back, where the survey belongs."""
    survey = editable_survey(request, slug, pk)
    if survey.status == Status.DRAFT:
        return to(page_of(survey), survey)
    if request.method == "POST" and survey.status == Status.OPEN:
        actions.close(survey=survey, by=request.user)
        survey.refresh_from_db(fields=["status"])
    if survey.status != Status.OPEN:
        return redirect(homes.home_of(survey) or url_of(page_of(survey), survey))
    context = {
        "vraag": _("Sluit je de bevraging nu?"),
        "uitleg": _(
            "Wie nog niet antwoordde, kan dan niet meer meedoen. Daarna zie je de resultaten. Dat kan je niet terugdraaien."
        ),
        "actie": _("Sluit de bevraging"),
        "terug_url": url_of("deelname", survey),
        "gevaar": True,
        "houden": _("Laat ze nog open"),
    }
    return render(request, "components/bevestig.html", page(request, survey, **context))
