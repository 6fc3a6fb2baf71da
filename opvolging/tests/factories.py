"""Agreements in force, rhythms and what was seen, for tests of step 6. A rhythm is written straight into the database."""

from datetime import date, timedelta

from django.utils import timezone

from bevraging.tests.factories import make_project
from fundament.models import AgreementVersion
from fundament.tests.factories import make_agreement, put_in_force
from opvolging.models import AgreementCheck, CheckRhythm
from opvolging.planning import counts_until
from organisatie.models import Location
from organisatie.tests.factories import make_location
from trajecten.models import Project, ProjectRole


def make_step_6(lead=None, **fields) -> Project:
    """A project that passed gate 5."""
    project = make_project(**fields)
    Project.objects.filter(pk=project.pk).update(step=6)
    project.refresh_from_db()
    if lead is not None:
        ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lead)
    return project


def make_holding(project: Project, *places: str, since: date | None = None, owner=None, **fields) -> AgreementVersion:
    """A new agreement that holds since a year in the places of these names, or everywhere in an organisation without."""
    version = make_agreement(project=project, owner=owner, **fields)
    since = since or timezone.localdate() - timedelta(days=365)
    return put_in_force(version, *(make_location(project.organisation, name) for name in places), since=since)


def make_rhythm(version: AgreementVersion, place: str | Location | None = None, **fields) -> CheckRhythm:
    """A sample every eight weeks, the first one in four weeks; nothing is planned yet."""
    organisation = version.agreement.project.organisation
    location = make_location(organisation, place) if isinstance(place, str) else place
    values = {"method": "sample", "unit": "notities", "first_on": timezone.localdate() + timedelta(weeks=4), **fields}
    return CheckRhythm.objects.create(agreement=version.agreement, location=location, **values)


def make_check(rhythm: CheckRhythm, seen: int, followed: int, on: date | None = None, **fields) -> AgreementCheck:
    """Noted in between, today unless told otherwise."""
    on = on or timezone.localdate()
    values = {"expires_on": counts_until(on, rhythm.interval_weeks), **fields}
    version = rhythm.agreement.versions.order_by("-number").first()
    return AgreementCheck.objects.create(
        rhythm=rhythm, version=version, noted_on=on, seen=seen, followed=followed, **values
    )
