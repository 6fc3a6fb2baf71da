"""What may not happen before a go. Preparing is always allowed; only these outward actions are guarded."""

from django.utils.translation import gettext as _

from trajecten.gate.errors import GateClosed
from trajecten.models import Project
from trajecten.steps import guarding


def require(project: Project, action: str) -> None:
    """Raises GateClosed unless the gate before the step that guards `action` has a go that counts.

    Reads the project afresh: a step may have been opened again since the page was made. An action that no step guards
    is a programming error (LookupError).
    """
    step = guarding(action)
    now = Project.objects.values("step", "status").get(pk=project.pk)
    values = {"what": step.guards[action], "name": step.name, "gate": step.number - 1}
    if now["status"] == Project.Status.STOPPED:
        raise GateClosed(_("Dit traject is stopgezet. %(what)s kan niet meer.") % values)
    if now["step"] < step.number:
        raise GateClosed(_("%(what)s kan zodra de poort naar %(name)s open is. Voorbereiden kan al.") % values)


def may(project: Project, action: str) -> bool:
    """The same as a question, for a button."""
    try:
        require(project, action)
    except GateClosed:
        return False
    return True
