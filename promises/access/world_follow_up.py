"""What step 6 adds to a house: every kind of row, in each state that a page is for. Texts carry the mark."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from fundament.models import AgreementVersion
from fundament.tests.factories import make_agreement, put_in_force
from opvolging import check_links
from opvolging.actions.rhythm import plan_ahead
from opvolging.models import ProjectReview, Review
from opvolging.tests import factories as step6
from opvolging.tests.remedies import make_remedy, make_shown
from organisatie.models import Employee

if TYPE_CHECKING:
    from promises.access.world import House


def fill(house: "House", mark: str) -> None:
    """After the rest of the house stands. The ambassador owns the agreement in one place: so they may note there."""
    objects, today = house.objects, timezone.localdate()
    owner = Employee.objects.filter(user=house.users["bram"]).first() or house.organisation.employees.create(
        name=f"Drager {mark}", user=house.users["bram"]
    )
    began = today - timedelta(days=30)
    version = make_agreement(f"We kijken samen {mark}.", project=house.project, owner=owner, example=f"Zo {mark}")
    put_in_force(version, objects["location"], since=began)
    free = make_agreement(f"We beginnen op tijd {mark}.", project=house.project, owner=owner)
    put_in_force(free, objects["location"], since=began)
    rhythm = step6.make_rhythm(version, objects["location"], owner=owner, unit=f"notities {mark}", first_on=today)
    plan_ahead([rhythm], today)
    check = step6.make_check(rhythm, 20, 16, on=today - timedelta(days=7), remark=f"Valt op {mark}")
    planned = rhythm.planned.order_by("due_on").first()
    objects |= {"kept agreement": version.agreement, "free agreement": free.agreement, "rhythm": rhythm}
    objects |= {"planned check": planned, "agreement check": check}
    _tried(house, version, mark)
    house.tokens["check"] = check_links.secret_of(planned)


def _tried(house: "House", version: AgreementVersion, mark: str) -> None:
    """An approach that runs and one that ended, and what was decided when somebody looked again."""
    objects, today = house.objects, timezone.localdate()
    place, later = str(objects["location"]), today + timedelta(days=180)
    owner = {"owner": objects["employee"], "skipped_why": f"Sneller {mark}"}
    objects["remedy"] = make_remedy(version, place, what=f"Een scherm {mark}", **owner)
    make_remedy(version, what=f"Een gesprek {mark}", outcome="helped", result=f"Beter {mark}", ended_on=today)
    make_shown(version, place, f"Zo doen we dat {mark}")
    review = Review.objects.create(framework=objects["framework"], held_on=today, next_on=later)
    review.lines.create(agreement=version.agreement, outcome="adjust", why=f"Te lang {mark}")
    ProjectReview.objects.create(
        project=house.project, held_on=today, outcome="go_on", why=f"Het leeft {mark}", next_on=later
    )
