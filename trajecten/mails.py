"""The mails of the core: a decision is asked, a decision is taken. Each kind says what it prefers when nobody is sure.

A decision request rather arrives twice than never; a result rather never than twice.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from organisatie.models import User
from trajecten import mail_words
from trajecten.models import GateDecision, GateRequest, Mail, Project, ProjectRole
from trajecten.outbox import MailKind, queue, register_kind
from trajecten.steps import LAST_STEP, step_for
from trajecten.wording import ended

REQUEST = "gate.request"
RESULT = "gate.result"
Outcome = GateDecision.Outcome
GOES_ON = (Outcome.GO, Outcome.GO_WITH_CONDITIONS)


def queue_request(request: GateRequest, decider: User) -> bool:
    """Ask the decider; once per request and decider."""
    project = request.project
    with override(decider.language):
        facts = mail_words.facts_of(request)
    return _queue(
        REQUEST,
        f"decision:{request.pk}:{decider.pk}",
        decider,
        request,
        {
            "asked_by": str(request.requested_by),
            "facts": facts,
            "note": request.note,
            "decide_by": _day(request.decide_by, decider),
            "link": _link("trajecten:beslissen", project, request.step),
        },
    )


def ask_again(project: Project) -> None:
    """After a change of decider: the new one hears of the request that is open. The former mail withdraws itself."""
    request = GateRequest.objects.filter(project=project, status=GateRequest.Status.OPEN).first()
    decider = project.decider
    if request and decider:
        queue_request(request, decider)


def queue_result(decision: GateDecision) -> int:
    """Tell the core team; gives how many mails are new. A revision is a decision of its own and tells again."""
    request = decision.request
    met, total = mail_words.points_of(request)
    context = {
        "decided_by": str(decision.decided_by),
        "outcome": decision.outcome,
        "reason": decision.reason,
        "back_to": decision.back_to or 0,
        "all_met": met == total,
        "revised": decision.replaces_id is not None,
        "link": _link("trajecten:poort", request.project, request.step),
    }
    found = 0
    for person in core_team(decision):
        agreed = [
            {"text": ended(c.text), "owner": str(c.owner), "due_on": _day(c.due_on, person)}
            for c in decision.conditions.all()
        ]
        with override(person.language):
            without = mail_words.waivers_of(decision) if decision.outcome in GOES_ON else []
        told = context | {"conditions": agreed, "waivers": without}
        found += _queue(RESULT, f"result:{decision.pk}:{person.pk}", person, request, told)
    return found


def core_team(decision: GateDecision) -> list[User]:
    """Who leads, who asked, and who promised something; each once, and not who decided."""
    project = decision.request.project
    leads = User.objects.filter(
        project_roles__project=project, project_roles__role=ProjectRole.Role.LEAD, project_roles__until__isnull=True
    )
    people = {user.pk: user for user in [*leads, decision.request.requested_by]}
    people |= {c.owner_id: c.owner for c in decision.conditions.select_related("owner")}
    people.pop(decision.decided_by_id, None)
    return [user for user in people.values() if user.is_active]


def _queue(kind: str, key: str, to: User, request: GateRequest, context: dict[str, Any]) -> bool:
    project = request.project
    with override(to.language):
        words = {
            "project": project.title,
            "step": request.step,
            "step_name": str(step_for(request.step).name),
            "next_name": str(step_for(min(request.step + 1, LAST_STEP)).name),
        }
    return queue(
        kind=kind,
        key=key,
        to=to.email,
        name=to.name,
        organisation=project.organisation,
        subject_key=f"gate:{request.pk}",
        context=words | {"greeting": to.first_name} | context,
        language=to.language,
    )


def _link(name: str, project: Project, step: int) -> str:
    return settings.SITE_URL + reverse(name, args=[project.slug, step])


def _day(day: Any, person: User) -> str:
    with override(person.language):
        return date_format(day, "j F")


def _requests_withdrawn(mails: list[Mail]) -> dict[Any, str]:
    """A request that is no longer open, or whose decider is somebody else now, asks nothing more."""
    asked = {mail.pk: _numbers(mail) for mail in mails}
    still = GateRequest.objects.filter(
        pk__in=[request for request, _person in asked.values()],
        status=GateRequest.Status.OPEN,
        project__roles__role=ProjectRole.Role.DECIDER,
        project__roles__until__isnull=True,
    ).values_list("pk", "project__roles__user_id")
    wanted = set(still)
    return {pk: "niet meer gevraagd" for pk, pair in asked.items() if pair not in wanted}


def _results_withdrawn(mails: list[Mail]) -> dict[Any, str]:
    """A decision that was revised before its mail left is told by the mail of the revision."""
    told = {mail.pk: _numbers(mail)[0] for mail in mails}
    valid = set(
        GateDecision.objects.filter(pk__in=told.values(), replaced_by__isnull=True).values_list("pk", flat=True)
    )
    return {pk: "intussen herzien" for pk, decision in told.items() if decision not in valid}


def _numbers(mail: Mail) -> tuple[int, int]:
    """The request or decision, and the person, in a key as `decision:7:12`."""
    _word, first, second = mail.key.split(":")
    return int(first), int(second)


register_kind(
    MailKind(REQUEST, "trajecten/beslissing-gevraagd", resend_when_uncertain=True, recheck=_requests_withdrawn)
)
register_kind(MailKind(RESULT, "trajecten/beslissing", resend_when_uncertain=False, recheck=_results_withdrawn))
