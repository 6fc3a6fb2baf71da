"""Concepts, rounds and findings to test with, written straight into the database: no mail, no gate, no history."""

from datetime import timedelta

from django.utils import timezone

from bevraging import questions
from bevraging.actions import answering
from bevraging.models import NamedResponse, Survey
from bevraging.tests.factories import make_project, tokens_of
from organisatie.models import Employee, JobFunction, Location
from toetsing.actions import feedback_survey, rounds
from toetsing.models import Concept, ConceptVersion, Finding, RoundConcept, TestRound
from trajecten.models import Project


def make_concept(
    name: str = "Observatie in drie tikken", *, project: Project | None = None, versions: int = 1, **fields
):
    """A concept with `versions` versions of plain text."""
    project = project or make_project()
    number = (project.concepts.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    concept = Concept.objects.create(
        project=project, number=number, name=name, **{"tries": "noteren tijdens de zorg", **fields}
    )
    for _number in range(versions):
        add_version(concept)
    return concept


def add_version(concept: Concept, text: str = "Tik, kies, bewaar.") -> ConceptVersion:
    number = concept.versions.count() + 1
    return concept.versions.create(number=number, text=text, changed="Minder velden." if number > 1 else "")


def make_round(kind: str = "small", *, project: Project | None = None, people=(), concepts=(), **fields) -> TestRound:
    """A planned round of tomorrow with the newest versions of `concepts` and these employees."""
    project = project or (concepts[0].project if concepts else make_project())
    start = timezone.now() + timedelta(days=1)
    found = TestRound.objects.create(
        project=project,
        number=project.test_rounds.count() + 1,
        kind=kind,
        **{"starts_at": start, "ends_at": start + timedelta(hours=2), "place": "Vergaderzaal", **fields},
    )
    for concept in concepts:
        RoundConcept.objects.create(round=found, concept=concept, version=concept.versions.order_by("-number").first())
    for employee in people:
        found.people.create(employee=employee, location=employee.location, function=employee.function)
    return found


def make_testers(project: Project, *groups: tuple[str, str, int]) -> list[Employee]:
    """New employees with an address: (location, function, how many) each."""
    found = []
    for location, function, count in groups:
        place = Location.objects.get_or_create(organisation=project.organisation, name=location)[0]
        work = JobFunction.objects.get_or_create(organisation=project.organisation, name=function)[0]
        for _number in range(count):
            name = f"Tester {Employee.objects.count() + 1:03}"
            found.append(
                Employee.objects.create(
                    organisation=project.organisation,
                    name=name,
                    email=f"{name.replace(' ', '').lower()}@{project.organisation.slug}.test",
                    location=place,
                    function=work,
                )
            )
    return found


def make_finding(text: str = "Te veel verplichte velden", *, concept=None, round=None, **fields) -> Finding:
    """An annoying barrier about the newest version, unless `fields` say otherwise."""
    concept = concept or make_concept()
    project = concept.project
    values = {"kind": Finding.Kind.BARRIER, "severity": Finding.Severity.ANNOYING, **fields}
    values.setdefault("version", concept.versions.order_by("-number").first())
    number = (project.findings.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    return Finding.objects.create(project=project, number=number, round=round, concept=concept, text=text, **values)


# --- Rounds through their own actions ------------------------------------------------------------


def make_ready_project(**fields) -> Project:
    """A project in step 3, in which a round may open."""
    project = make_project(**fields)
    Project.objects.filter(pk=project.pk).update(step=3)
    project.refresh_from_db()
    return project


def open_now(test_round: TestRound, by) -> TestRound:
    """Opened by the action itself: with its survey, its mails and its history."""
    rounds.open_round(test_round=test_round, by=by)
    return test_round


def tell(test_round: TestRound, count: int, *, first: int = 0, tried: str = "a1", ready: str = "4", barrier: str = ""):
    """The people `first` to `first + count` say the same of every concept."""
    said = {}
    for row in test_round.concepts.all():
        texts = {f"c{row.pk}_barrier": barrier} if barrier else {}
        said |= {f"c{row.pk}_tried": tried, f"c{row.pk}_ready": ready, **texts}
    for token in tokens_of(test_round.survey)[first : first + count]:
        answering.submit(survey=test_round.survey, token=token, answers=said)


def give_feedback(round: TestRound, employee: Employee, concept: Concept, *, tried="", ready="", barrier="") -> None:
    """This person answers about one concept of the round, by name; more concepts go into the same answers.

    Opens the round when it was not. Only what is given is answered.
    """
    survey = _opened(round)
    row = round.concepts.get(concept=concept)
    given = {"tried": tried, "ready": str(ready), "barrier": barrier}
    answers = {f"c{row.pk}_{name}": value for name, value in given.items() if value}
    person, _made = survey.participants.get_or_create(
        employee=employee, defaults={"name": employee.name, "email": employee.email, "answered": True}
    )
    said, _made = NamedResponse.objects.get_or_create(participant=person, defaults={"answers": {}})
    said.answers |= answers
    said.save()


def _opened(round: TestRound) -> Survey:
    if round.survey is None:
        now = timezone.now()
        asked = [question for row in round.concepts.all() for question in feedback_survey.questions_about(row)]
        round.survey = Survey.objects.create(
            project=round.project,
            title=f"Ronde {round.number}",
            purpose=Survey.Purpose.TRYOUT,
            mode=Survey.Mode.NAMED,
            closes_on=timezone.localdate() + timedelta(days=10),
            digest=questions.digest(asked),
        )
        round.survey.versions.create(content=questions.dump(asked), frozen=True)
        round.survey.status, round.survey.launched_at = Survey.Status.OPEN, now
        round.survey.save()
        round.status, round.opened_at = TestRound.Status.OPEN, now
        round.save()
    return round.survey


def close_round(round: TestRound) -> TestRound:
    """Over, with the answers that were given."""
    _opened(round)
    round.status, round.closed_at = TestRound.Status.CLOSED, timezone.now()
    round.save()
    return round


GROUP = (("Aalst", "Zorg", 3), ("Gent", "Keuken", 2))


def small(project: Project, *tried: Concept, people=None, **fields) -> TestRound:
    """A round in preparation; with five people of two places and functions, unless told otherwise."""
    people = make_testers(project, *GROUP) if people is None else people
    return make_round(project=project, people=people, concepts=tried, **fields)


def finished(project, *tried, by, told: int = 3) -> TestRound:
    """A small round that was opened, told about and closed, by the actions themselves."""
    found = open_now(small(project, *tried), by)
    tell(found, told)
    rounds.close_round(test_round=found, by=by)
    return found
