"""The page for everyone: one secret link per project, on posters and in mails, without an account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trajecten.models import Project


class ProjectPage(models.Model):
    """What everybody may read of a project. Its link is made of the project and `generation`, and only its hash is kept."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="page", verbose_name=_("traject"))
    is_on = models.BooleanField(_("staat open"), default=False)
    generation = models.PositiveSmallIntegerField(default=1, editable=False, verbose_name=_("uitgave van de link"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False, verbose_name=_("link"))
    what = models.TextField(_("wat doen we"), max_length=1000, blank=True)
    why = models.TextField(_("waarom"), max_length=1000, blank=True)
    help = models.CharField(_("wie kan je helpen"), max_length=400, blank=True)
    translations = models.JSONField(default=dict, blank=True, verbose_name=_("vertalingen"))
    """{"fr": {"what": "…", "why": "…", "help": "…"}}."""
    show_faces = models.BooleanField(_("toon wie ambassadeur is"), default=True)
    changed_at = models.DateTimeField(auto_now=True, verbose_name=_("gewijzigd op"))

    class Meta:
        verbose_name = _("bladzijde voor iedereen")
        verbose_name_plural = _("bladzijden voor iedereen")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_on=False) | ~Q(what=""),
                name="project_page_says_what",
                violation_error_message=_("Vertel eerst in een paar zinnen wat jullie doen."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.project)
