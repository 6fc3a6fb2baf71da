"""What is shown or given at moments: a file or a link, for one of them or for the whole project."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetsing import uploads
from toetsing.actions.concepts import hold
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project
from uitrol.models import Material, Moment


@transaction.atomic
def add_material(
    *,
    project: Project,
    by: Any,
    title: str,
    moment: Moment | None = None,
    file: UploadedFile | None = None,
    link: str = "",
    form_key: UUID | None = None,
) -> Material:
    """A file or a link. The same `form_key` twice gives the same material.

    Raises ValidationError without a title, with both or neither of file and link, and for a file that is too large or not
    what it says it is.
    """
    hold(project)
    earlier = Material.objects.of_project(project).filter(form_key=form_key).first() if form_key else None
    if earlier is not None:
        return earlier
    if moment is not None and moment.project_id != project.pk:
        raise ValidationError(_("Dit hoort niet bij dit traject. Laad de bladzijde opnieuw."))
    made = Material(project=None if moment else project, moment=moment, added_by=by, form_key=form_key)
    made.title, made.link = " ".join(title.split()), link.strip()
    if file is not None:
        try:
            kind = uploads.check(file)
        except ValidationError as error:
            raise ValidationError({"file": error.messages}) from error
        made.file_name = uploads.shown_name(file.name or "")
        file.name = uploads.random_name(kind)
        made.file = file
    made.full_clean(exclude=["project", "moment", "added_by", "form_key"])
    made.save()
    history.record("material_added", project=project, actor=by, title=made.title)
    return made


@transaction.atomic
def remove_material(*, project: Project, by: Any, material: Material) -> bool:
    """Not shown any more; False when it was gone already."""
    if not Material.objects.of_project(project).filter(pk=material.pk).delete()[0]:
        return False
    history.record("material_removed", project=project, actor=by, title=material.title)
    return True


register_verb("material_added", gettext_lazy("{actor} zette materiaal klaar: «{title}»."))
register_verb("material_removed", gettext_lazy("{actor} haalde materiaal weg: «{title}»."))
