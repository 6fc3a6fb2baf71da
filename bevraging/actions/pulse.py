"""Measuring support at any step, in two clicks: the five fixed questions, sent to who the project touches."""

from dataclasses import dataclass
from datetime import date
from random import SystemRandom

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging import fatigue, question_bank, questions
from bevraging.actions.launching import NotReady, launch
from bevraging.actions.people import add_employees
from bevraging.dates import default_end
from bevraging.languages import in_house_languages
from bevraging.marks import person_mark, roster_of
from bevraging.models import Participant, QuestionnaireVersion, Survey
from bevraging.sampling import HALF_FROM, WHOLE, sample
from organisatie.models import Employee
from trajecten import history
from trajecten.models import Project

PULSE = Survey.Purpose.PULSE


@dataclass(frozen=True)
class PulsePlan:
    """What sending a pulse now would do. Changes nothing."""

    people: int
    """Colleagues whom the project touches."""
    asked: int
    without_mail: int
    """Of those asked: they answer with a code on paper."""
    until: date
    rested: int
    """Touched too, but another survey reached them less than 14 days ago: left in peace unless `anyway`."""
    running: Survey | None
    """A pulse that takes answers already: then there is nothing to send."""
    anyway: bool = False
    """It goes to everybody, for a reason."""
    too_few: bool = False
    """So many are left in peace that it would be refused."""

    @property
    def half(self) -> bool:
        return self.asked < self.people


def plan_pulse(project: Project, *, lately: str = fatigue.LEAVE_OUT) -> PulsePlan:
    """Three queries: who is touched, and whether one runs. The sample is another one each time, its size is not.

    `lately`: what happens to who got another survey in the last 14 days, as for `launch`.
    """
    tired = fatigue.employees_asked_lately(project.organisation_id)
    everybody = list(project.impacted().values_list("pk", "location", "email"))
    rested = sum(1 for row in everybody if row[0] in tired)
    anyway = bool(rested) and lately == fatigue.SEND_ANYWAY
    people = [row for row in everybody if anyway or row[0] not in tired]
    chosen = set(sample([row[:2] for row in people], (), SystemRandom()))
    running = Survey.objects.filter(project=project, purpose=PULSE).open().first()
    return PulsePlan(
        people=len(people),
        rested=rested,
        asked=len(chosen),
        without_mail=sum(1 for pk, _location, email in people if pk in chosen and not email),
        until=default_end(timezone.localdate()),
        running=running,
        anyway=anyway,
        too_few=_too_few(project, len(people), 0 if anyway else rested),
    )


@transaction.atomic
def launch_pulse(*, project: Project, by, lately: str = fatigue.LEAVE_OUT, reason: str = "") -> Survey:
    """Make the pulse, ask who should be asked, and send it: everything or nothing.

    Who got another survey in the last 14 days is left in peace, unless `lately` is `fatigue.SEND_ANYWAY`, with a
    `reason`. Pressed twice it gives the one that runs. Raises NotReady, with a sentence.
    """
    # Holding the project's row makes a second press wait, and then find the first one's survey.
    Project.objects.filter(pk=project.pk).update(step=F("step"))
    running = Survey.objects.filter(project=project, purpose=PULSE).open().first()
    if running is not None:
        return running
    project.refresh_from_db(fields=["step", "status"])
    fatigue.one_at_a_time(project.organisation_id)
    everybody = list(project.impacted().values_list("pk", "location"))
    tired = fatigue.employees_asked_lately(project.organisation_id) if lately != fatigue.SEND_ANYWAY else set()
    people = [row for row in everybody if row[0] not in tired]
    rested = len(everybody) - len(people)
    if _too_few(project, len(people), rested):
        raise NotReady(_("Bijna iedereen kreeg de voorbije 14 dagen al een bevraging. Meet het draagvlak wat later."))
    chosen = sample(people, asked_last(project), SystemRandom())
    dutch, translations = in_house_languages(
        lambda: {
            "title": _("Hoe sta jij er nu tegenover?"),
            "intro": _("Enkele korte vragen over «%(title)s».") % {"title": project.title},
        }
    )
    survey = Survey.objects.create(
        project=project,
        **dutch,
        purpose=PULSE,
        min_group=max(5, project.organisation.min_group),
        step=project.step,
        closes_on=default_end(timezone.localdate()),
        contact=by.name if by else "",
        created_by=by,
    )
    QuestionnaireVersion.objects.create(
        survey=survey, content=questions.dump(question_bank.PULSE_SURVEY), translations=translations
    )
    history.record("survey_created", project=project, actor=by, survey=survey.title)
    add_employees(survey=survey, employees=Employee.objects.filter(pk__in=chosen).order_by("pk"), by=by)
    if rested:
        history.record("survey_left_out", project=project, actor=by, survey=survey.title, people=rested)
    if not launch(survey=survey, by=by, lately=lately, reason=reason):
        raise NotReady(_("De polsing kon niet vertrekken. Probeer het nog eens."))
    if rested:  # they were never on the list, so the launch found nobody to leave out
        Survey.objects.filter(pk=survey.pk).update(rested=rested)
    survey.refresh_from_db()
    return survey


def _too_few(project: Project, people: int, rested: int) -> bool:
    """Whether who is left after `rested` were left in peace could not be shown as a group. Nobody at rest: the launch says it."""
    return bool(rested) and people < max(5, project.organisation.min_group)


def asked_last(project: Project) -> set[int]:
    """Who was asked in the newest pulse of this project, as keys of employees; also when its people were forgotten."""
    last = Survey.objects.filter(project=project, purpose=PULSE).exclude(status=Survey.Status.DRAFT).first()
    if last is None:
        return set()
    if last.people_gone_on:
        marks = roster_of(last)
        known = project.organisation.employees.values_list("pk", flat=True)
        return {pk for pk in known if person_mark(project.pk, pk, "") in marks}
    people = Participant.objects.filter(survey=last, employee__isnull=False)
    return set(people.values_list("employee_id", flat=True))


__all__ = ["HALF_FROM", "WHOLE", "PulsePlan", "asked_last", "launch_pulse", "plan_pulse"]
