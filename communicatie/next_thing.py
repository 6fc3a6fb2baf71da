"""What step 4 puts on Vandaag: the one next thing that is still missing. It comes along with the projects, no query of its own.

In the order in which one needs it: somebody to turn to, ambassadors, something to tell, and owners. What is missing in a
single house, the gate says.
"""

from collections.abc import Iterable

from django.db.models import Case, CharField, Exists, OuterRef, Value, When
from django.utils.translation import gettext as _

from communicatie.addresses import address
from communicatie.models import ContactPoint, Message, RoleAsk
from fundament.models import Agreement, AgreementVersion
from trajecten.models import Project
from trajecten.reading import register_columns
from trajecten.today import STEP as WEIGHT
from trajecten.today import Task, register_task_source

STEP = 4
COLUMN = "next_of_4"
CONTACT, AMBASSADOR, MESSAGE, OWNER = "contact", "ambassador", "message", "owner"
Status = AgreementVersion.Status
IN_USE = [Status.CONCEPT, Status.TESTED, Status.IN_FORCE]


def tasks(user, projects: list[Project]) -> Iterable[Task]:
    """One task at most per project in step 4."""
    for project in projects:
        if project.step == STEP and (what := getattr(project, COLUMN, None)):
            yield _task(project, what)


def _task(project: Project, what: str) -> Task:
    title, detail, url, label = _words(project, what)
    return Task(
        title=title, detail=f"{project.title}. {detail}", url=url, label=label, weight=WEIGHT, project_id=project.pk
    )


def _words(project: Project, what: str) -> tuple[str, str, str, str]:
    """(title, detail, url, label) of the task."""
    if what == CONTACT:
        detail = _("Collega's weten dan bij wie ze terechtkunnen.")
        return _("Kies aanspreekpunten"), detail, address(project, "aanspreekpunten"), _("Kies aanspreekpunten")
    if what == AMBASSADOR:
        detail = _("Ze helpen straks hun eigen collega's.")
        url = address(project, "rol_vragen", rol=str(RoleAsk.Role.AMBASSADOR))
        return _("Vraag ambassadeurs"), detail, url, _("Vraag een ambassadeur")
    if what == MESSAGE:
        detail = _("Waarom, wat er verandert, wanneer, en wie helpt.")
        return _("Plan wat jullie vertellen"), detail, address(project, "plan"), _("Bekijk het plan")
    detail = _("Een afspraak blijft leven als iemand ervoor zorgt.")
    return _("Geef elke afspraak een eigenaar"), detail, address(project, "eigenaars"), _("Kies een eigenaar")


def _column() -> Case:
    """The first thing of which there is none; empty where everything is there, or the project is in another step."""
    here = {"project": OuterRef("pk")}
    ambassadors = RoleAsk.objects.filter(**here, role=RoleAsk.Role.AMBASSADOR).running()
    words = AgreementVersion.objects.filter(agreement=OuterRef("pk"), status__in=IN_USE)
    agreements = Agreement.objects.filter(Exists(words), **here, owner=None)
    planned = Message.objects.filter(**here, step__gte=STEP).alive()
    return Case(
        When(step__lt=STEP, then=Value("")),
        When(step__gt=STEP, then=Value("")),
        When(~Exists(ContactPoint.objects.filter(**here, employee__isnull=False)), then=Value(CONTACT)),
        When(~Exists(ambassadors), then=Value(AMBASSADOR)),
        When(~Exists(planned), then=Value(MESSAGE)),
        When(Exists(agreements), then=Value(OWNER)),
        default=Value(""),
        output_field=CharField(),
    )


register_columns("communicatie.next", lambda: {COLUMN: _column()})
register_task_source("communicatie.next", tasks)
