"""De Linde with one agreement in follow-up: in one house it goes well, in the other nobody looked yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from communicatie.models import ProjectPage
from communicatie.tests.factories import make_audience, make_page
from fundament.models import Agreement
from opvolging.actions.rhythm import start_rhythm
from opvolging.models import CheckRhythm
from opvolging.tests.factories import make_check, make_holding
from organisatie.models import Employee, User
from organisatie.tests.factories import make_employee, make_location
from trajecten.models import Project
from trajecten.tests.factories import make_project

SENTENCE = "We noteren elke observatie voor het einde van de shift."
FIRST, EVERY = timedelta(days=14), 6
"""The first check in Gent, and the weeks between two."""
REVIEW = timedelta(days=36)
"""When the framework is looked at again."""


@dataclass
class Quarter:
    """What the stories share."""

    project: Project
    lies: User
    owner: Employee
    agreement: Agreement
    gent: CheckRhythm
    """Nobody looked there yet; the owner has a first check in two weeks."""
    aalst: CheckRhythm
    """There it goes well: 18 of 20."""
    page: ProjectPage


def build(lies: User, bram: User, begin: date) -> Quarter:
    """Fatima, who has no account, looks in Gent in two weeks; in Aalst, where Bram works, it goes well."""
    linde = lies.memberships.get().organisation
    Employee.objects.filter(user=bram).update(location=make_location(linde, "Aalst"))
    project = make_project(linde, lies, title="Zo werken we nu", step=6)
    owner = make_employee(
        linde, "Fatima Yildiz", email="fatima@linde.test", location=make_location(linde, "Gent"), language="nl"
    )
    version = make_holding(project, "Aalst", "Gent", sentence=SENTENCE, owner=owner)
    agreement, rhythms = version.agreement, {}
    for place, first_on in (("Gent", begin + FIRST), ("Aalst", begin + timedelta(weeks=26))):
        rhythms[place] = start_rhythm(
            agreement=agreement, by=lies, method="sample", unit="notities", owner=owner, first_on=first_on,
            interval_weeks=EVERY if place == "Gent" else 26, location=make_location(linde, place),
        )  # fmt: skip
    agreement.framework.review_on = begin + REVIEW
    agreement.framework.save()
    make_check(rhythms["Aalst"], 20, 18, on=begin)
    make_audience("Iedereen op de werkvloer", project=project)
    return Quarter(project, lies, owner, agreement, rhythms["Gent"], rhythms["Aalst"], make_page(project))
