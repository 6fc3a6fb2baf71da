"""«Wat deden we met jullie antwoorden» for the project lead: write, look, share, mail once, tell in another way."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bevraging import actions, feedback_mails
from bevraging.actions import NotReady
from bevraging.feedback import HEADINGS, TOLD, address_of, written_in
from bevraging.feedback_ready import languages_to_write, suggestion
from bevraging.forms_feedback import FeedbackForm, ToldForm
from bevraging.languages import in_language, language_name
from bevraging.models import FeedbackVersion, Survey
from bevraging.views.base import editable_survey, page, page_of, survey_or_404, to, url_of
from bevraging.views.feedback_public import shown
from trajecten import access, outbox
from trajecten.form_errors import refuse
from trajecten.templatetags.getallen import getal

looks_or_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def overview(request, slug: str, pk: int):
    """Where it stands: what is shared, who heard of it, which versions there are."""
    survey = survey_or_404(request, slug, pk)
    return _overview(request, survey)


def _overview(request, survey: Survey, told_form: ToldForm | None = None):
    edits = access.may_edit_project(request.user, survey.project)
    versions = versions_of(survey)
    if survey.status not in TOLD and not versions:
        return to(page_of(survey), survey)
    shared = [one for one in versions if one.shared_at]
    draft = versions[0] if versions and not versions[0].shared_at else None
    feedback = versions[0].feedback if versions else None
    audience = feedback_mails.audience_of(survey) if edits and shared else None
    context = {
        "shared": shared,
        "draft": draft if edits else None,
        "feedback": feedback,
        "audience": audience,
        "mail_words": mail_words(len(audience.people)) if audience else "",
        "sending": sending_of(survey) if feedback and feedback.mailed_at else None,
        "address": address_of(survey.pk) if shared else "",
        "languages": [(code, language_name(code)) for code in written_in(shared[0].texts)] if shared else [],
        "told_form": told_form or (ToldForm(initial={"how": feedback.told_how}) if audience else None),
        "open": survey.status in TOLD,
        "state": state_sentence(shared, draft if edits else None, feedback),
        "form": told_form,
    }
    context["main"] = main_action(survey, context) if edits else None
    return render(request, "bevraging/terug.html", page(request, survey, **context))


def versions_of(survey: Survey) -> list[FeedbackVersion]:
    """Newest first, the one that is being written included. One query."""
    found = FeedbackVersion.objects.filter(feedback__survey=survey).select_related("feedback", "shared_by")
    return list(found.order_by("-number"))


def sending_of(survey: Survey) -> outbox.Progress | None:
    """The progress of the mail, as stored; the page may be left."""
    mailing = feedback_mails.mailing_of(survey)
    return outbox.progress(mailing) if mailing else None


def main_action(survey: Survey, now: dict) -> tuple[str, str] | None:
    """The one filled button: write, look and share, or mail."""
    if now["draft"]:
        return _("Deel de bladzijde"), url_of("terug_deel", survey)
    if not now["shared"]:
        return _("Schrijf de bladzijde"), url_of("terug_tekst", survey)
    if now["audience"].people and not now["feedback"].mailed_at:
        return now["mail_words"], url_of("terug_mail", survey)
    return None


def mail_words(count: int) -> str:
    return ngettext("Mail %(n)s collega", "Mail %(n)s collega's", count) % {"n": getal(count)}


def state_sentence(shared: list[FeedbackVersion], draft: FeedbackVersion | None, feedback) -> str:
    if not shared:
        if draft:
            return _("Je tekst is bewaard. Niemand ziet hem nog.")
        return _("Vertel wat jullie met de antwoorden doen. Wie dat hoort, doet een volgende keer weer mee.")
    day = date_format(localtime(feedback.shared_at), "j F")
    if draft:
        return _("Gedeeld op %(day)s. Je nieuwe versie is nog niet gedeeld.") % {"day": day}
    if feedback.mailed_at:
        told = {"day": day, "n": getal(feedback.mailed)}
        return (
            ngettext("Gedeeld op %(day)s, met een mail naar %(n)s collega.", "Gedeeld op %(day)s, met een mail naar %(n)s collega's.", feedback.mailed)
            % told
        )  # fmt: skip
    return _("Gedeeld op %(day)s. Zorg nu dat iedereen het hoort.") % {"day": day}


# --- Writing -------------------------------------------------------------------------------------


@looks_or_acts
@login_required
def write(request, slug: str, pk: int):
    """The five parts in one language; what the results say stands ready. Saving shares nothing."""
    survey = editable_survey(request, slug, pk)
    if survey.status not in TOLD:
        return to(page_of(survey), survey)
    newest = next(iter(versions_of(survey)), None)
    texts = newest.texts if newest else {}
    offered = languages_to_write(survey, texts)
    language = request.GET.get("taal", "nl")
    language = language if language in offered else "nl"
    if request.method == "POST":
        form = FeedbackForm(request.POST, language=language)
        if form.is_valid() and _saved(request, survey, form, language):
            return to("terug", survey)
    else:
        form = FeedbackForm(initial=texts.get(language) or suggestion(survey, language), language=language)
    context = {
        "form": form,
        "language": language,
        "tabs": [(code, in_language(code), code in texts, code == language) for code in offered],
        "dutch": [(heading, texts["nl"].get(name)) for name, heading in HEADINGS.items()]
        if language != "nl" and "nl" in texts
        else [],
        "is_new": newest is None,
        "again": newest is not None and newest.shared_at is not None,
        "state": _("Niemand ziet wat je hier schrijft, tot je het deelt."),
    }
    return render(request, "bevraging/terug_tekst.html", page(request, survey, **context))


def _saved(request, survey: Survey, form: FeedbackForm, language: str) -> bool:
    try:
        version = actions.save_feedback(survey=survey, language=language, texts=form.cleaned_data)
    except NotReady as error:
        refuse(form, error)
        return False
    messages.success(request, _("Je tekst is bewaard.") if version else _("Er is niets veranderd."))
    return True


@require_safe
@login_required
def preview(request, slug: str, pk: int):
    """The page as people will read it: what is being written, else what is shared."""
    survey = editable_survey(request, slug, pk)
    newest = next(iter(versions_of(survey)), None)
    return shown(newest, survey, request.GET.get("taal", "")) if newest else to("terug_tekst", survey)


@require_safe
@login_required
def version(request, slug: str, pk: int, number: int):
    """One shared version, also an earlier one. Who reads along never sees what is being written."""
    survey = survey_or_404(request, slug, pk)
    found = next((one for one in versions_of(survey) if one.number == number and one.shared_at), None)
    if found is None:
        raise Http404
    return shown(found, survey, request.GET.get("taal", ""))


# --- Sharing -------------------------------------------------------------------------------------


@looks_or_acts
@login_required
def share(request, slug: str, pk: int):
    """GET asks, POST shares. No mail leaves by it; pressed twice it is shared once."""
    survey = editable_survey(request, slug, pk)
    if request.method == "POST":
        try:
            if actions.share_feedback(survey=survey, by=request.user):
                messages.success(request, _("De bladzijde is gedeeld."))
        except NotReady as error:
            messages.error(request, str(error))
        return to("terug", survey)
    versions = versions_of(survey)
    if not versions or versions[0].shared_at:
        return to("terug" if versions else "terug_tekst", survey)
    again = len(versions) > 1
    context = {
        "vraag": _("Deel je de nieuwe versie?") if again else _("Deel je deze bladzijde?"),
        "uitleg": _(
            "De link blijft dezelfde en toont dan de nieuwe tekst. De vorige versie blijft bewaard. Er gaat geen tweede mail."
        )
        if again
        else _("Wie de link heeft, kan ze dan lezen, zonder aanmelden. Er vertrekt nog geen mail."),
        "actie": _("Deel de nieuwe versie") if again else _("Deel de bladzijde"),
        "terug_url": url_of("terug", survey),
    }
    return render(request, "components/bevestig.html", page(request, survey, **context))


@looks_or_acts
@login_required
def mail(request, slug: str, pk: int):
    """GET shows the mail and how many get it, POST sends. Pressed twice it goes once: the action decides."""
    survey = editable_survey(request, slug, pk)
    if request.method == "POST":
        try:
            count = actions.mail_feedback(survey=survey, by=request.user)
        except NotReady as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("De mails vertrekken nu.") if count else _("De mails waren al vertrokken."))
        return to("terug", survey)
    shared = next((one for one in versions_of(survey) if one.shared_at), None)
    if shared is None or shared.feedback.mailed_at:
        return to("terug", survey)
    audience = feedback_mails.audience_of(survey)
    wanted = request.GET.get("taal", "nl")
    wanted = wanted if wanted in {row[3] for row in audience.people} else "nl"
    organisation = survey.project.organisation.name
    context = {
        "audience": audience,
        "mail": feedback_mails.context_of(survey, shared.texts, wanted, first_name="An", organisation=organisation),
        "language": wanted,
        "tabs": [(code, language_name(code), code == wanted) for code in sorted({row[3] for row in audience.people})],
        "send_words": mail_words(len(audience.people)),
        "address": address_of(survey.pk),
        "state": _("Iedereen die je vroeg krijgt deze mail één keer, ook wie niet antwoordde."),
    }
    return render(request, "bevraging/terug_mail.html", page(request, survey, **context))


@require_POST
@login_required
def test(request, slug: str, pk: int):
    """The mail as it stands, to who is signed in."""
    survey = editable_survey(request, slug, pk)
    newest = next(iter(versions_of(survey)), None)
    if newest is None:
        return to("terug_tekst", survey)
    feedback_mails.queue_test(survey, newest.texts, request.user)
    messages.success(request, _("De test is onderweg naar %(address)s.") % {"address": request.user.email})
    return to("terug" if newest.feedback.mailed_at or not newest.feedback.shared_at else "terug_mail", survey)


@require_POST
@login_required
def told(request, slug: str, pk: int):
    """How who got no mail heard of it, in the lead's words."""
    survey = editable_survey(request, slug, pk)
    form = ToldForm(request.POST)
    if form.is_valid():
        try:
            actions.tell_otherwise(survey=survey, by=request.user, how=form.cleaned_data["how"])
        except NotReady as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Genoteerd."))
        return redirect(f"{url_of('terug', survey)}#anders")
    return _overview(request, survey, form)
