"""What the page «Noteren» needs: in which projects somebody notes, what they can choose, and what they chose before."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from bevraging.models import Theme
from organisatie.models import Employee, Location, Membership
from trajecten import access
from trajecten.models import Project, ProjectRole
from uitrol.models import SupportLog

ELSE = "anders"
MOST_SHIFTS = 12
RECENT = timedelta(days=28)


def projects_of(user: Any) -> QuerySet[Project]:
    """Running projects in which `user` notes: the same answer as `access.may_note_support`, for all at once."""
    roles = ProjectRole.objects.current().held_by(user).filter(role__in=access.NOTES_SUPPORT)
    admin = Membership.objects.filter(user=user, is_active=True, role=Membership.Role.ADMIN)
    mine = Q(pk__in=roles.values("project")) | Q(organisation__in=admin.values("organisation"))
    return Project.objects.visible_to(user).running().filter(mine).select_related("organisation").order_by("title")


def mark_of(user: Any) -> str:
    """Tells the notes of two people on one phone apart, without saying who they are."""
    return salted_hmac("uitrol.noteren", str(user.pk)).hexdigest()[:20]


@dataclass
class Offer:
    """What somebody can choose in this project."""

    tasks: list[Any] = field(default_factory=list)
    themes: list[Any] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)
    often: list[int] = field(default_factory=list)
    """Tasks that this person noted most in the last weeks; those come first."""


def offer_of(project: Project, user: Any) -> Offer:
    """Five queries. Tasks that nobody learns any more may still come from a phone that had no internet."""
    own = SupportLog.objects.written_by(user).filter(project=project, task__isnull=False)
    often = own.filter(happened_at__gte=timezone.now() - RECENT).order_by().values_list("task").annotate(n=Count("pk"))
    places = Location.objects.filter(organisation=project.organisation_id)
    chosen = list(places.filter(projects=project))
    shifts = Employee.objects.filter(organisation=project.organisation_id).exclude(shift="")
    return Offer(
        tasks=list(project.work_tasks.all()),
        themes=list(Theme.objects.filter(project=project, parent__isnull=True)),
        locations=chosen or list(places),
        shifts=sorted(shifts.order_by().values_list("shift", flat=True).distinct()[:MOST_SHIFTS]),
        often=[task for task, _n in often.order_by("-n", "task")],
    )


@dataclass(frozen=True)
class Usual:
    """Where somebody usually helps: as in their last entry, or else as their role or their work says."""

    location_id: int | None = None
    shift: str = ""


def usual_of(user: Any, project: Project) -> Usual:
    last = SupportLog.objects.written_by(user).filter(project=project).order_by("-received_at").first()
    if last is not None:
        return Usual(last.location_id, last.shift)
    role = ProjectRole.objects.current().held_by(user).filter(project=project, location__isnull=False).first()
    work = Employee.objects.filter(user=user, organisation=project.organisation_id).first()
    place = role.location_id if role else work.location_id if work else None
    return Usual(place, work.shift if work else "")


@dataclass(frozen=True)
class Mine:
    """How often somebody helped in a while; for their own eyes."""

    entries: int
    helped: int
    solved: int


def counted(user: Any, since: datetime, **which: Any) -> Mine:
    found = SupportLog.objects.written_by(user).filter(happened_at__gte=since, **which)
    told = found.aggregate(n=Count("pk"), helped=Sum("helped"), solved=Count("pk", filter=Q(solved="yes")))
    return Mine(told["n"], told["helped"] or 0, told["solved"])


def monday(now: datetime | None = None, zone: ZoneInfo | None = None) -> datetime:
    """When this week began, on the wall clock."""
    zone = zone or ZoneInfo(settings.TIME_ZONE)
    local = (now or timezone.now()).astimezone(zone)
    return datetime.combine(local.date() - timedelta(days=local.weekday()), time(), tzinfo=zone)
