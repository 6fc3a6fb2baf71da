"""Addresses to look at before sending: those that look like a slip of the finger, and mailboxes that several people read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bevraging import actions
from bevraging.models import Survey
from bevraging.people_list import suspects
from bevraging.shared_mail import is_shared
from bevraging.views.base import Status, editable_survey, page_of, to

LEFT_ALONE = "laat_staan"
MAY_BE_SHARED = "gedeeld_mag"
MOST_KEPT = 500


def mailed_of(survey: Survey) -> list[tuple[int, str]]:
    """(key, address) of who gets a mail, in one query."""
    return list(survey.participants.exclude(email="").values_list("pk", "email"))


def doubts_of(request, people: list[tuple[int, str]]) -> list[dict]:
    """Addresses that look like a slip of the finger, with what was probably meant; not those one said to leave alone."""
    alone = set(request.session.get(LEFT_ALONE, []))
    found = suspects(address for _pk, address in people)
    return [
        {"participant": key, "address": address, "better": found[address]}
        for key, address in people
        if address in found and key not in alone
    ]


def shared_of(request, people: list[tuple[int, str]]) -> dict:
    """Who would get the mail in a mailbox of a team or a desk: their keys, and the first addresses to show."""
    alone = set(request.session.get(MAY_BE_SHARED, []))
    found = [(key, address) for key, address in people if key not in alone and is_shared(address)]
    return {"keys": [key for key, _address in found], "addresses": sorted(address for _key, address in found)[:5]}


@require_POST
@login_required
def doubt(request, slug: str, pk: int):
    """«Ja, verbeter» or «Laat staan» for one address."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    for one in doubts_of(request, mailed_of(survey)):
        if str(one["participant"]) == request.POST.get("deelnemer"):
            if request.POST.get("doe") == "verbeter":
                _improve(request, survey, one)
            else:
                _leave(request, LEFT_ALONE, [one["participant"]])
            break
    return to("versturen", survey)


@require_POST
@login_required
def shared(request, slug: str, pk: int):
    """«Geef hen een briefje» or «Laat staan», for all shared mailboxes that are on the page."""
    survey = editable_survey(request, slug, pk)
    if survey.status != Status.DRAFT:
        return to(page_of(survey), survey)
    keys = shared_of(request, mailed_of(survey))["keys"]
    if request.POST.get("doe") == "briefje":
        _give_slips(request, survey, keys)
    elif request.POST.get("doe") == "laat":
        _leave(request, MAY_BE_SHARED, keys)
    return to("versturen", survey)


def _leave(request, what: str, keys: list[int]) -> None:
    request.session[what] = [*request.session.get(what, []), *keys][-MOST_KEPT:]


def _improve(request, survey: Survey, one: dict) -> None:
    person = survey.participants.get(pk=one["participant"])
    try:
        actions.correct_address(survey=survey, participant=person, email=one["better"], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except actions.AlreadySent as error:
        messages.error(request, str(error))


def _give_slips(request, survey: Survey, keys: list[int]) -> None:
    try:
        count = actions.give_slips(survey=survey, ids=keys, by=request.user)
    except actions.AlreadySent as error:
        messages.error(request, str(error))
        return
    said = ngettext("%(n)d collega krijgt een briefje.", "%(n)d collega's krijgen een briefje.", count)
    messages.success(request, said % {"n": count})


__all__ = ["doubt", "doubts_of", "mailed_of", "shared", "shared_of"]
