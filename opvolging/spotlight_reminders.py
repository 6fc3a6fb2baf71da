"""Once a quarter: at which locations was nothing put in the spotlight yet? To who leads, and only when there are any.

Which ones is worked out when the mail leaves: what was put there in between, is not asked any more.
"""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bevraging.naming import in_words
from opvolging import spotlight_quarter
from opvolging.models import Spotlight
from organisatie.models import User
from trajecten.models import Mail, Project, ProjectRole
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import ITSELF, SHIFT, Rule, Teams, queue_due, register_rule, unwanted
from trajecten.reminders import Source, register, working_day_from

FROM_STEP = 5
"""From the rollout on there is something to see at every location; before it nobody is asked."""
MOST_NAMED = 6
"""So many locations stand in the mail; the page has all of them."""


def running(_now: datetime | None = None) -> QuerySet[Project]:
    return Project.objects.filter(status=Project.Status.RUNNING, step__gte=FROM_STEP)


def asking() -> QuerySet[Project]:
    """Those with a location where nothing was put in the spotlight this quarter."""
    today = timezone.localdate()
    here = Spotlight.objects.shown().filter(
        project=OuterRef(OuterRef("pk")),
        location=OuterRef("pk"),
        shown_on__range=spotlight_quarter.quarter_around(today),
    )
    quiet = spotlight_quarter.touched(today).filter(~Exists(here))
    return running().filter(Exists(quiet)).select_related("organisation")


def day_of(day: date) -> date:
    """When the quarter of `day` is asked about: as its last month begins, so that there is a month to go and look."""
    last_month = spotlight_quarter.next_quarter(day) - timedelta(days=1)
    return working_day_from(last_month.replace(day=1))


def leads(project: Project, _day: date, teams: Teams) -> list[User]:
    return teams.get((project.pk, ProjectRole.Role.LEAD), [])


def context(project: Project, person: User, _today: date) -> dict[str, Any]:
    link = settings.SITE_URL + reverse("opvolging:kijker", args=[project.slug])
    return {"project": project.title, "greeting": person.first_name, "link": link}


RULE = Rule(
    kind="opvolging.spotlight_quarter",
    word="spotlight-quarter",
    rows=running,
    wanted=asking,
    around=lambda _today: {},
    days=lambda _project: [day_of(timezone.localdate())],
    since=lambda project: project.created_at,
    people=leads,
    context=context,
    project=lambda project: project,
    subject=lambda project: f"spotlight-quarter:{project.pk}",
    sentence=gettext_lazy("Op {day} kijken jullie aan welke locaties dit kwartaal nog niets in de kijker stond."),
    values=lambda _project: {"day": day_of(timezone.localdate())},
    whom=gettext_lazy("wie leidt"),
    path=ITSELF,
    facts=("created_at",),
)
register_rule(RULE)


def collect(now: datetime) -> int:
    """Queue what is asked today; nothing is read on any other day."""
    if abs(day_of(now.date()) - now.date()) > SHIFT:
        return 0
    return queue_due([RULE], now)


def personal(mails: list[Mail]) -> dict[Any, dict[str, str]]:
    """The locations, as they are at the moment of sending. One query for all mails."""
    projects = {mail.pk: int(mail.key.split(":")[1]) for mail in mails}
    left = spotlight_quarter.without(set(projects.values()), timezone.localdate())
    told = {}
    for mail in mails:
        with override(mail.language):
            told[mail.pk] = {"places": places_in_words(left.get(projects[mail.pk], []))}
    return told


def places_in_words(names: list[str]) -> str:
    """«Aalst, Brugge en Gent», or the first six «en nog 4»."""
    if len(names) <= MOST_NAMED:
        return in_words(names)
    first = ", ".join(names[:MOST_NAMED])
    return _("%(names)s en nog %(n)d") % {"names": first, "n": len(names) - MOST_NAMED}


register_kind(
    MailKind(
        RULE.kind,
        "opvolging/kijker-kwartaal",
        resend_when_uncertain=False,
        recheck=partial(unwanted, RULE),
        personal=personal,
    )
)
register(Source("opvolging.spotlight", collect, running))
