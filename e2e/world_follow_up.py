"""Step 6 of De Linde: agreements that live in every way, with their rhythm, what is late and what is to come."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from opvolging import check_links
from opvolging.actions import checks
from opvolging.actions.health import read_health
from opvolging.actions.rhythm import end_rhythm, plan_ahead
from opvolging.models import CheckRhythm, ProjectReview, Review
from opvolging.tests import factories as step6
from opvolging.tests.remedies import make_remedy, make_shown
from organisatie.models import Employee
from trajecten import actions
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_project, make_role

if TYPE_CHECKING:
    from e2e.world import World

PLACES = ("Aalst", "Gent", "Ninove")
LIVES = (
    (
        "We noteren elke observatie voor het einde van de shift.",
        ((20, 15, -60), (20, 17, -5)),
        ((14, 8, -5),),
        ((18, 12, -5),),
    ),
    ("Onze briefing duurt hoogstens twaalf minuten.", ((14, 13, -12),), ((3, 2, -12),), ((10, 10, -120),)),
    ("Een toestel dat stuk is, melden we meteen.", (), (), ()),
)
"""Per agreement, in each of the places: (seen, followed, how many days ago)."""


def fill(world: "World") -> None:
    """A project of its own that passed gate 5; the ambassador owns what is looked at in Aalst."""
    lead, decider = world.users["lead"], world.users["decider"]
    project = make_project(world.organisation, lead, decider, title="Zo werken we nu", step=6)
    actions.set_role(project=project, by=lead, role=ProjectRole.Role.AMBASSADOR, user=world.users["ambassador"])
    make_role(project, world.users["guest"])
    world.projects["followed"] = project
    owner = Employee.objects.get(user=world.users["ambassador"])
    made = [_agreement(project, owner, *row) for row in LIVES]
    step6.make_holding(project, *PLACES, sentence="Diëten staan in het dossier, de keuken kijkt daar.", owner=owner)
    _states(world, made[0], lead)
    _tried(world, made)
    for weeks in (2, 1, 0):
        read_health(project=project, day=timezone.localdate() - timedelta(weeks=weeks))


def _agreement(project, owner: Employee, sentence: str, *seen) -> list[CheckRhythm]:
    today = timezone.localdate()
    version = step6.make_holding(project, *PLACES, sentence=sentence, owner=owner)
    rhythms = []
    for place, rows in zip(PLACES, seen, strict=True):
        mine = owner if place == "Aalst" else None
        rhythm = step6.make_rhythm(version, place, owner=mine, first_on=today - timedelta(days=10))
        plan_ahead([rhythm], today)
        for number, followed, ago in rows:
            step6.make_check(rhythm, number, followed, on=today + timedelta(days=ago), remark="De kar stond klaar.")
        rhythms.append(rhythm)
    return rhythms


def _states(world: "World", rhythms: list[CheckRhythm], lead) -> None:
    """One check done by link, one skipped, one open; and a rhythm that ended."""
    aalst, gent, ninove = rhythms
    done, open_one = aalst.planned.order_by("due_on")[:2]
    checks.note_check(rhythm=aalst, planned=done, seen=20, followed=16, good_example_seen=True)
    skipped = gent.planned.order_by("due_on").first()
    checks.skip_check(planned=skipped, why="De leefgroep is op kamp.")
    end_rhythm(rhythm=ninove, by=lead)
    world.later |= {"rhythm": aalst, "planned check": open_one}
    for name, planned in (("done", done), ("open", open_one), ("skipped", skipped)):
        world.later[f"{name} check link"] = check_links.secret_of(planned)


def _tried(world: "World", made: list[list[CheckRhythm]]) -> None:
    """An approach that runs, one that helped, and reviews: one that is past its day, and the year of the project."""
    today, first = timezone.localdate(), made[0][0].agreement
    version = first.versions.get()
    running = make_remedy(version, "Gent", what="Een scherm in de briefingruimte", rung=2, skipped_why="Dit lag klaar.")
    words = {
        "what": "Een buddy in de laatste tien minuten",
        "rung": 3,
        "result": "De buddy werkt.",
        "outcome": "helped",
    }
    ended = make_remedy(version, "Aalst", ended_on=today, effect_on=today - timedelta(days=6), **words)
    make_shown(made[1][0].agreement.versions.get(), "Aalst")
    framework = first.framework
    framework.review_on = today - timedelta(days=40)
    framework.save()
    review = Review.objects.create(
        framework=framework, held_on=today - timedelta(days=220), next_on=framework.review_on
    )
    review.lines.create(agreement=first, outcome="adjust", why="Het vaste blok stond te diep.")
    ProjectReview.objects.create(
        project=framework.project,
        held_on=today - timedelta(days=30),
        outcome="go_on",
        why="De afspraken leven, en iedereen vindt zijn weg.",
        next_on=today + timedelta(days=335),
    )
    world.later |= {"remedy": running, "ended remedy": ended, "followed framework": framework}
