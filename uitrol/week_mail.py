"""The Friday mail: each ambassador reads what they noted this week themselves, or a kind word when it was nothing.

Only while a wave runs. The counts are worked out when the mail leaves and stand in no row: they are of that person alone.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from organisatie.models import Membership, User
from trajecten import rhythms
from trajecten.models import Mail, Project, ProjectRole
from trajecten.outbox import MailKind, MailSpec, queue_many, register_kind
from trajecten.reminder_claims import links
from trajecten.reminders import Source, local_moment, register, working_day_until
from uitrol.models import SupportLog, Wave

KIND = "uitrol.week"
WORD = "support-week"
AT = time(15)
WITHIN = timedelta(hours=3)
"""After the machine was down for longer, this week has no mail: next week says it better."""
STAYS = timedelta(days=1)
FRIDAY = 4
HELPING = (ProjectRole.Role.AMBASSADOR, ProjectRole.Role.HELPER)


def running(_now: datetime | None = None) -> QuerySet[Wave]:
    return Wave.objects.filter(status=Wave.Status.RUNNING, project__status=Project.Status.RUNNING)


def collect(now: datetime) -> int:
    """Queue the mails of this Friday in every project where it is past three; gives how many are new."""
    if abs((day_of(now.date()) - now.date()).days) > 1:
        return 0
    projects = Project.objects.filter(pk__in=running().values("project")).select_related("organisation")
    specs = [spec for project in projects if is_time(project, now) for spec in _specs(project, now)]
    known = (
        set(Mail.objects.filter(key__in=[one.key for one in specs]).values_list("key", flat=True)) if specs else set()
    )
    fresh = [one for one in specs if one.key not in known]
    return queue_many(fresh, mailing=None) if fresh else 0


def day_of(today: date) -> date:
    """Friday of this week, or the last working day before it."""
    return working_day_until(today + timedelta(days=FRIDAY - today.weekday()))


def is_time(project: Project, now: datetime) -> bool:
    zone = ZoneInfo(project.organisation.time_zone)
    moment = local_moment(day_of(now.astimezone(zone).date()), AT, zone)
    return moment <= now < moment + WITHIN


def _specs(project: Project, now: datetime) -> Iterable[MailSpec]:
    day = now.astimezone(ZoneInfo(project.organisation.time_zone)).date()
    people = people_of(project)
    no_more = rhythms.want_none(rhythms.word_of(person) for person in people)
    for person in people:
        if rhythms.word_of(person) in no_more:
            continue
        yield MailSpec(
            kind=KIND,
            key=f"{WORD}:{project.pk}:{person.pk}:{day}",
            to=person.email,
            name=person.name,
            organisation=project.organisation,
            subject_key=f"{WORD}:{project.pk}",
            context={"project": project.title, "link": settings.SITE_URL + reverse("uitrol:noteren")},
            secret=links(rhythms.word_of(person)),
            language=person.language,
            not_before=now,
            expires_at=now + STAYS,
        )


def people_of(project: Project) -> list[User]:
    """Ambassadors and helpers of now who can sign in; each once. Two queries."""
    roles = (
        ProjectRole.objects.current().filter(project=project, role__in=HELPING).select_related("user", "employee__user")
    )
    found = {}
    for role in roles:
        person = role.user or (role.employee.user if role.employee else None)
        if person is not None and person.is_active:
            found[person.pk] = person
    left = Membership.objects.filter(user__in=found, organisation=project.organisation_id, is_active=False)
    gone = set(left.values_list("user", flat=True))
    return [person for pk, person in sorted(found.items()) if pk not in gone]


def unwanted(mails: list[Mail]) -> dict[Any, str]:
    """Right before it leaves: the wave was paused, they stopped, or want no reminders any more."""
    parts = {mail.pk: _parts(mail) for mail in mails}
    projects = Project.objects.filter(pk__in=running().values("project")).select_related("organisation")
    asked = projects.filter(pk__in={project for project, _person, _day in parts.values()})
    still = {(project.pk, person.pk) for project in asked for person in people_of(project)}
    no_more = rhythms.want_none(str(person) for _project, person, _day in parts.values())
    gone = {pk: "niet meer nodig" for pk, (project, person, _day) in parts.items() if (project, person) not in still}
    return gone | {pk: rhythms.TURNED_OFF for pk, part in parts.items() if str(part[1]) in no_more}


def personal(mails: list[Mail]) -> dict[Any, dict[str, str]]:
    """The own counts of each; one query for each project and day, which is nearly always one."""
    parts = {mail.pk: _parts(mail) for mail in mails}
    zones = dict(
        Project.objects.filter(pk__in={one[0] for one in parts.values()}).values_list("pk", "organisation__time_zone")
    )
    counts = {
        (project, day): _counts(project, day, ZoneInfo(zones[project]))
        for project, day in {(project, day) for project, _person, day in parts.values()}
    }
    told = {}
    for mail in mails:
        project, person, day = parts[mail.pk]
        with override(mail.language):
            told[mail.pk] = {"greeting": _greeting(mail), **words_of(*counts[project, day].get(person, (0, 0, 0)))}
    return told


def _greeting(mail: Mail) -> str:
    return mail.recipient_name.split(" ", 1)[0] or _("collega")


def _counts(project: int, day: date, zone: ZoneInfo) -> dict[int, tuple[int, int, int]]:
    since = local_moment(day - timedelta(days=day.weekday()), time(), zone)
    rows = SupportLog.objects.filter(project=project, happened_at__gte=since, happened_at__lt=since + timedelta(days=7))
    told = (
        rows.order_by()
        .values("author")
        .annotate(n=Count("pk"), people=Sum("helped"), solved=Count("pk", filter=Q(solved="yes")))
    )
    return {row["author"]: (row["n"], row["people"], row["solved"]) for row in told}


def words_of(entries: int, helped: int, solved: int) -> dict[str, str]:
    """Whole sentences, in the language that is active; empty ones leave their place to the kind word."""
    if not entries:
        return {"week": "", "count": "", "lasting": ""}
    return {
        "week": ngettext("Jouw week: %(n)d moment", "Jouw week: %(n)d momenten", entries) % {"n": entries},
        "count": ngettext(
            "Je hielp deze week %(n)d collega verder. Dank je wel!",
            "Je hielp deze week %(n)d collega’s verder. Dank je wel!",
            helped,
        )
        % {"n": helped},
        "lasting": ngettext("%(n)d keer was het meteen opgelost.", "%(n)d keer was het meteen opgelost.", solved)
        % {"n": solved}
        if solved
        else "",
    }


def _parts(mail: Mail) -> tuple[int, int, date]:
    """The project, the person and the day in a key as `support-week:7:12:2026-03-27`."""
    _word, project, person, day = mail.key.split(":")
    return int(project), int(person), date.fromisoformat(day)


register_kind(MailKind(KIND, "uitrol/week", resend_when_uncertain=False, recheck=unwanted, personal=personal))
register(Source("uitrol.week", collect, lambda now: running(now)))
