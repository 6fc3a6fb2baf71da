"""Forgetting on time: who was asked, what they answered one by one, and whom somebody asks to take out.

What the results, the gate and a next survey still need is written down first, without people (`models.keeping`).
"""

from collections import Counter

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from bevraging import mail_stops, marks
from bevraging.actions import publishing
from bevraging.models import Deletion, NamedResponse, Participant, RosterMark, Survey, Turnout
from bevraging.naming import nearly_all
from organisatie.models import Organisation, normalise_email
from trajecten import outbox
from trajecten.models import Mail

__all__ = ["forget_answers", "forget_people", "people_with", "remove_person"]

FUNCTION_FROM = 10
"""A function of fewer people is not kept: the gate does not judge it, and a small number says too much."""


@transaction.atomic
def forget_people(*, survey: Survey) -> bool:
    """Delete names, addresses and links of who was asked. True when this call did it.

    In a survey by name, who answered keeps the name until the answers go: that is what was promised.
    """
    over = Survey.objects.filter(pk=survey.pk, status__in=[Survey.Status.PUBLISHED, Survey.Status.ERASED])
    if not over.filter(people_gone_on=None).update(people_gone_on=timezone.localdate(), scrubbed=False):
        return False
    count = Participant.objects.filter(survey=survey).count()
    if survey.status == Survey.Status.PUBLISHED:
        _keep_turnout(survey)
        made = sorted(marks.roster_of(survey) - _kept_marks(survey))  # sorted: the order says nothing either
        RosterMark.objects.bulk_create([RosterMark(survey=survey, mark=mark) for mark in made], 2_000)
    people = Participant.objects.filter(survey=survey)
    people.filter(response=None).delete()
    # Who answered by name keeps name and record until the answers go: or nobody could find them when that person asks.
    people.update(email="", token_hash=None, code_hash=None)
    outbox.forget(f"survey:{survey.pk}")
    _log(survey, Deletion.Kind.PEOPLE, count)
    return True


@transaction.atomic
def forget_answers(*, survey: Survey) -> bool:
    """Delete the answers one by one, and the names in a survey by name. True when this call did it."""
    told = _how_many_answers(survey)
    if not publishing.forget_answers(survey=survey):
        return False
    if not forget_people(survey=survey):
        Participant.objects.filter(survey=survey).delete()
    _log(survey, Deletion.Kind.ANSWERS, told)
    return True


def _keep_turnout(survey: Survey) -> None:
    """How many were asked and took part: per group, per function of ten or more, and per place only how many were asked."""
    people = Participant.objects.filter(survey=survey).order_by()
    counts = {
        "invited": Count("pk"),
        "done": Count("pk", filter=Q(answered=True)),
        "unmailed": Count("pk", filter=Q(email="")),
    }
    rows = [
        Turnout(survey=survey, about="group", location=place, invited=n, answered=done, unmailed=unmailed)
        for place, n, done, unmailed in people.values_list("location").annotate(**counts)
    ]
    # Beside the locations and not within them: crossed, a small cell in which everybody took part would say so.
    rows += [
        Turnout(survey=survey, about="group", location=Turnout.APART, function=work, invited=n, answered=done)
        for work, n, done, _unmailed in people.exclude(function="").values_list("function").annotate(**counts)
    ]
    least = max(FUNCTION_FROM, survey.min_group)
    functions = people.exclude(employee__function=None).values_list("employee__function__name").annotate(**counts)
    rows += [
        Turnout(survey=survey, about="function", location=Turnout.APART, name=name, invited=n, answered=done)
        for name, n, done, _unmailed in functions
        if n >= least
    ]
    places: Counter[str] = Counter(name or "" for name in people.values_list("employee__location__name", flat=True))
    rows += [Turnout(survey=survey, about="place", name=name, invited=n) for name, n in sorted(places.items())]
    Turnout.objects.bulk_create(rows, 2_000)


def _kept_marks(survey: Survey) -> set[str]:
    return set(RosterMark.objects.filter(survey=survey).values_list("mark", flat=True))


def _how_many_answers(survey: Survey) -> int | None:
    """As the results tell it: nothing where a number would say who did not take part."""
    done = Turnout.objects.filter(survey=survey, about=Turnout.About.GROUP).values_list("answered", flat=True)
    answered = sum(done) or Participant.objects.filter(survey=survey, answered=True).count()
    nearly = survey.is_anonymous and nearly_all(answered, survey.invited, survey.min_group)
    return None if nearly else answered


def _log(survey: Survey, kind: str, how_many: int | None) -> None:
    Deletion.objects.create(
        organisation_id=survey.project.organisation_id,
        survey=survey,
        title=survey.title,
        kind=kind,
        how_many=how_many,
    )


# --- Somebody asks ------------------------------------------------------------------------------


def people_with(organisation: Organisation, email: str, name: str = "") -> QuerySet[Participant]:
    """Where this address, or the employee with this address, stands in surveys of the organisation.

    `name` also finds who answered by name on a list that was typed in, once the address there is gone.
    """
    address = normalise_email(email)
    mine = Q(email=address) | Q(employee__email__iexact=address)
    if name:
        mine |= Q(name__iexact=name, email="", employee=None, survey__mode=Survey.Mode.NAMED)
    return Participant.objects.filter(mine, survey__project__organisation=organisation).order_by("-survey", "pk")


@transaction.atomic
def remove_person(*, organisation: Organisation, email: str, by, name: str = "") -> int:
    """Take somebody out of mails and lists; gives in how many surveys they stood. Safe to press twice.

    Gone from lists that were not sent yet. In what was sent: no name, no address, no reminder, and answers by name are
    deleted. In what was counted already the names of everybody go. What was counted stays. Answers in an anonymous survey cannot be found by anybody, so they stay too.
    """
    address = normalise_email(email)
    mail_stops.stop(organisation.pk, address)
    people = list(people_with(organisation, address, name).select_related("survey"))
    for person in people:
        _take_out(person)
    # What is being sent at this very moment is left to its sender; it finds no address any more.
    busy = [Mail.Status.BUSY, Mail.Status.UNCERTAIN]
    sent = Mail.objects.filter(organisation=organisation, recipient__iexact=address, subject_key__startswith="survey:")
    sent.exclude(status__in=busy).delete()
    if people:
        Deletion.objects.create(organisation=organisation, kind=Deletion.Kind.ASKED, how_many=len(people))
    return len(people)


def _take_out(person: Participant) -> None:
    survey = person.survey
    if survey.status == Survey.Status.DRAFT:
        person.delete()
        return
    NamedResponse.objects.filter(participant=person).delete()
    if survey.status in (Survey.Status.PUBLISHED, Survey.Status.ERASED):
        # Taking one person out of what was counted would move a number, and tell whether that person took part. So the
        # names of all go, a little earlier than they would have.
        if not forget_people(survey=survey):
            Participant.objects.filter(pk=person.pk).delete()
        return
    mark = marks.person_mark(survey.project_id, person.employee_id, person.email, person.name)
    RosterMark.objects.get_or_create(survey=survey, mark=mark)
    gone: dict[str, object] = {"name": "", "email": "", "employee": None, "muted": True}
    if not survey.is_anonymous:  # not counted yet, so it will not be
        gone |= {"answered": False, "may_answer": False}
    Participant.objects.filter(pk=person.pk).update(**gone)
