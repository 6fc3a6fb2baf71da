"""A project with something for every part of the page for everyone."""

from django.utils import timezone

from bevraging.models import Feedback
from bevraging.tests.factories import make_draft
from communicatie.models import Message
from communicatie.tests.factories import make_ask, make_audience, make_contact_point, make_employee, make_message
from fundament.tests.factories import make_agreement, make_framework, put_in_force
from organisatie.models import JobFunction, Location
from organisatie.tests.factories import make_function, make_location
from trajecten.models import Project

SENT = Message.Status.SENT


def fill(project: Project, rows: int, *, long: bool = False) -> tuple[Location, JobFunction]:
    """`rows` of everything at «Plaats 1» for «Werk 1», and as many places and functions. `long`: each as long as may be."""
    places = [make_location(project.organisation, f"Plaats {number}") for number in range(1, rows + 1)]
    works = [make_function(project.organisation, f"Werk {number}") for number in range(1, rows + 1)]
    audience = make_audience(project=project, functions=["Werk 1"], locations=["Plaats 1"], shift="nacht")
    everybody = make_audience("Iedereen", project=project)
    framework = make_framework(project=project)
    for number in range(1, rows + 1):
        for whom in (audience, everybody):
            for key in (Message.Key.WHAT_CHANGES, Message.Key.IN_IT_FOR_ME, Message.Key.WHEN):
                tell(whom, key, number, long=long)
        contact(project, number, long=long)
        helper = make_employee(f"Helpende{number} Achternaam", project=project, location="Plaats 1", function="Werk 1")
        make_ask(helper, project=project, status="accepted")
        sentence = words(200, number) if long else f"We spreken dit af, nummer {number}."
        put_in_force(make_agreement(sentence, project=project, framework=framework), places[0])
        survey = make_draft(project, people=(), title=words(120, number) if long else f"Bevraging {number}")
        Feedback.objects.create(survey=survey, shared_at=timezone.now())
    if long:
        project.page.what = project.page.why = words(1000, 1)
        project.page.help = words(400, 1)
        project.page.save()
    return places[0], works[0]


def tell(audience, key: str, number: int, *, long: bool = False) -> Message:
    fields = {"text": words(4000, number), "in_it_for_me": words(400, number)} if long else {}
    return make_message(
        words(120, number) if long else f"Boodschap {number}", audience=audience, key=key, status=SENT, **fields
    )


def contact(project: Project, number: int, *, long: bool = False):
    who = make_employee(f"Contact {number}", project=project, location="Plaats 1", function="Werk 1")
    more = {"how": words(120, number), "backup_note": words(120, number)} if long else {}
    return make_contact_point(who, project=project, hours=words(80, number) if long else f"uur {number}", **more)


def words(length: int, number: int) -> str:
    return (f"{number:02} " + "woorden om te lezen " * (length // 20 + 1))[:length].strip()
