"""How many people a project touches, and whether that makes it organisation-wide. Derived, never stored."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from organisatie.models import Employee
from trajecten.models import Project
from trajecten.templatetags.getallen import getal


@dataclass(frozen=True)
class Reach:
    impacted: int
    total: int

    @property
    def wide(self) -> bool:
        """Organisation-wide when the change touches more than half of the people."""
        return self.total > 0 and self.impacted * 2 > self.total

    @property
    def sentence(self) -> str:
        if not self.total:
            return _("Er staan nog geen medewerkers in de lijst.")
        share = round(100 * self.impacted / self.total)
        values = {"n": getal(self.impacted), "total": getal(self.total), "share": share}
        if self.wide:
            return _("Organisatiebreed: %(n)s van %(total)s collega's (%(share)d%%).") % values
        return _("Voor een deel van de organisatie: %(n)s van %(total)s collega's (%(share)d%%).") % values


def reach_of(project: Project) -> Reach:
    total = Employee.objects.filter(organisation=project.organisation_id).active().count()
    return Reach(impacted=project.impacted().count(), total=total)
