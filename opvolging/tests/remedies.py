"""Approaches to test with, written straight into the database."""

from datetime import timedelta

from django.utils import timezone

from fundament.models import AgreementVersion
from opvolging.models import Remedy, Spotlight
from organisatie.tests.factories import make_location


def make_remedy(version: AgreementVersion, place: str | None = None, *, days_ago: int = 42, **fields) -> Remedy:
    """Begun six weeks ago, to be done after three, its effect looked at from today on; it runs."""
    began = timezone.localdate() - timedelta(days=days_ago)
    organisation = version.agreement.project.organisation
    values = {
        "cause": Remedy.Cause.CANNOT,
        "rung": Remedy.Rung.UNDERSTAND,
        "what": "Een teamgesprek met drie vragen",
        "started_on": began,
        "due_on": began + timedelta(weeks=3),
        "effect_on": began + timedelta(weeks=6),
        **fields,
    }
    return Remedy.objects.create(
        agreement=version.agreement, location=make_location(organisation, place) if place else None, **values
    )


def make_shown(version: AgreementVersion, place: str, how: str = "Eén leest, één vult aan.", **fields) -> Spotlight:
    """A spotlight on this agreement in this place, shown since today."""
    project = version.agreement.project
    return Spotlight.objects.create(
        project=project,
        agreement=version.agreement,
        location=make_location(project.organisation, place),
        what="Briefing in negen minuten",
        how=how,
        status=Spotlight.Status.SHOWN,
        shown_on=timezone.localdate(),
        **fields,
    )
