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
    """Touched too, but another survey reached them less than 14 days ago: left in peace now."""
    running: Survey | None
    """A pulse that takes answers already: then there is nothing to send."""

    @property
    def half(self) -> bool:
        return self.asked < self.people


def plan_pulse(project: Project) -> PulsePlan:
    """Three queries: who is touched, and whether one runs. The sample is another one each time, its size is not."""
    tired = fatigue.employees_asked_lately(project.organisation_id)
    everybody = list(project.impacted().values_list("pk", "location", "email"))
    people = [row for row in everybody if row[0] not in tired]
    chosen = set(sample([row[:2] for row in people], (), SystemRandom()))
    running = Survey.objects.filter(project=project, purpose=PULSE).open().first()
    return PulsePlan(
        people=len(people),
        rested=len(everybody) - len(people),
        asked=len(chosen),
        without_mail=sum(1 for pk, _location, email in people if pk in chosen and not email),
        until=default_end(timezone.localdate()),
        running=running,
    )


@transaction.atomic
def launch_pulse(*, project: Project, by) -> Survey:
    """Make the pulse, ask who should be asked, and send it: everything or nothing.

    Pressed twice it gives the one that runs. Raises NotReady, with a sentence.
    """
    # Holding the project's row makes a second press wait, and then find the first one's survey.
    Project.objects.filter(pk=project.pk).update(step=F("step"))
    running = Survey.objects.filter(project=project, purpose=PULSE).open().first()
    if running is not None:
        return running
    project.refresh_from_db(fields=["step", "status"])
    fatigue.one_at_a_time(project.organisation_id)
    tired = fatigue.employees_asked_lately(project.organisation_id)
    people = [row for row in project.impacted().values_list("pk", "location") if row[0] not in tired]
    if tired and len(people) < project.organisation.min_group:
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
    # Who got another survey in the last 14 days is left in peace: two clicks leave no room for a reason.
    if not launch(survey=survey, by=by, lately=fatigue.LEAVE_OUT):
        raise NotReady(_("De polsing kon niet vertrekken. Probeer het nog eens."))
    survey.refresh_from_db()
    return survey


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
