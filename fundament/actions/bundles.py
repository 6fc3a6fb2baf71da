"""Bundles: name what comes back, put bottlenecks under it, take two together. And «geen besluit nodig» over a theme."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.models import Theme
from fundament.models import Bottleneck, Bundle, ThemeRuling
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project


@transaction.atomic
def add_bundle(*, project: Project, by: Any, name: str, theme: Theme | None = None) -> Bundle:
    """The bundle with this name; the one that stands there already when it does, whatever its capitals."""
    name = " ".join(name.split())
    Project.objects.select_for_update().get(pk=project.pk)  # two taps at once: the second one finds it
    if earlier := Bundle.objects.filter(project=project, name__iexact=name).first():
        return earlier
    bundle = Bundle(project=project, name=name, theme=theme)
    _check(bundle)
    bundle.save()
    history.record("bundle_made", project=project, actor=by, bundle=bundle.name)
    return bundle


@transaction.atomic
def change_bundle(*, bundle: Bundle, by: Any, name: str, theme: Theme | None = None) -> None:
    """Another name or theme. Raises ValidationError for a name that another bundle has."""
    before = Bundle.objects.values_list("name", flat=True).get(pk=bundle.pk)
    bundle.name, bundle.theme = " ".join(name.split()), theme
    _check(bundle)
    bundle.save(update_fields=["name", "theme"])
    if before != bundle.name:
        history.record("bundle_renamed", project=bundle.project, actor=by, before=before, after=bundle.name)


def _check(bundle: Bundle) -> None:
    if bundle.theme and bundle.theme.project_id != bundle.project_id:
        raise ValueError("A theme of the same project.")
    bundle.full_clean(exclude=["project"])
    bundle.validate_constraints()


@dataclass(frozen=True)
class Moved:
    """Which bottlenecks went to another place, and where they came from when that was one place."""

    pks: tuple[int, ...] = ()
    before: int | None = None
    """Key of the bundle they all were in; None for none, or for several."""
    from_one_place: bool = True


@transaction.atomic
def put_in_bundle(*, project: Project, bottlenecks: Iterable[int], bundle: Bundle | None, by: Any) -> Moved:
    """These bottlenecks, by their keys, in this bundle, or in none. What is there already stays; so pressing twice is
    harmless. Raises ValidationError when the bundle is gone meanwhile.
    """
    if bundle is not None:
        held = Bundle.objects.select_for_update().filter(project=project, pk=bundle.pk)
        if not held:
            raise ValidationError(_("Die bundel is er niet meer. Kies een andere."))
    mine = Bottleneck.objects.select_for_update().filter(project=project, pk__in=list(bottlenecks))
    other = mine.exclude(bundle=bundle) if bundle else mine.filter(bundle__isnull=False)
    places = dict(other.order_by("pk").values_list("pk", "bundle"))
    if not places:
        return Moved()
    Bottleneck.objects.filter(pk__in=places).update(bundle=bundle)
    if bundle:
        history.record("bottlenecks_bundled", project=project, actor=by, count=len(places), bundle=bundle.name)
    else:
        history.record("bottlenecks_loose", project=project, actor=by, count=len(places))
    came_from = set(places.values())
    one = len(came_from) == 1
    return Moved(tuple(places), came_from.pop() if one else None, from_one_place=one)


@transaction.atomic
def merge_bundles(*, bundle: Bundle, into: Bundle, by: Any) -> None:
    """Everything in `bundle` goes to `into`, with the decisions about it, and `bundle` disappears. Asked for on a page that
    says how much. Safe to press twice; raises ValidationError when `into` is gone meanwhile.
    """
    if bundle.pk == into.pk or bundle.project_id != into.project_id:
        raise ValueError("Two different bundles of one project.")
    there_are = Bundle.objects.select_for_update().order_by("pk").in_bulk([bundle.pk, into.pk])
    if into.pk not in there_are:
        raise ValidationError(_("Die bundel is er niet meer. Kies een andere."))
    if bundle.pk not in there_are:
        return
    bundle, into = there_are[bundle.pk], there_are[into.pk]
    bundle.bottlenecks.update(bundle=into)
    into.decisions.add(*bundle.decisions.all())
    if into.theme_id is None and bundle.theme_id is not None:
        into.theme_id = bundle.theme_id
        into.save(update_fields=["theme"])
    history.record("bundle_merged", project=into.project, actor=by, bundle=bundle.name, into=into.name)
    bundle.delete()


@transaction.atomic
def remove_bundle(*, bundle: Bundle, by: Any) -> bool:
    """An empty one that no decision is about; False when it was gone. Raises ValidationError for any other."""
    held = Bundle.objects.select_for_update().filter(pk=bundle.pk).first()
    if held is None:
        return False
    if held.bottlenecks.exists():
        raise ValidationError(_("Hier staan nog knelpunten in. Zet ze eerst in een andere bundel."))
    if held.decisions.exists():
        raise ValidationError(_("Er hoort een keuze bij deze bundel. Daarom blijft ze staan."))
    history.record("bundle_removed", project=held.project, actor=by, bundle=held.name)
    held.delete()
    return True


@transaction.atomic
def rule_no_decision(*, theme: Theme, reason: str, by: Any) -> ThemeRuling:
    """«Geen besluit nodig», with the reason. The one that stands stays as it is; raises ValidationError without a reason."""
    Theme.objects.select_for_update().get(pk=theme.pk)
    if earlier := ThemeRuling.objects.filter(theme=theme).first():
        return earlier
    ruling = ThemeRuling(theme=theme, reason=reason.strip(), by=by)
    ruling.full_clean(exclude=["theme", "by"])
    ruling.save()
    history.record("theme_ruled", project=theme.project, actor=by, theme=theme.name, reason=ruling.reason)
    return ruling


@transaction.atomic
def take_back_ruling(*, theme: Theme, by: Any) -> bool:
    """The theme asks for a decision again; False when it did already."""
    if not ThemeRuling.objects.filter(theme=theme).delete()[0]:
        return False
    history.record("theme_ruling_taken_back", project=theme.project, actor=by, theme=theme.name)
    return True


register_verb("bundle_made", gettext_lazy("{actor} maakte de bundel «{bundle}»."))
register_verb("bundle_renamed", gettext_lazy("{actor} noemt de bundel «{before}» nu «{after}»."))
register_verb("bundle_merged", gettext_lazy("{actor} voegde de bundel «{bundle}» samen met «{into}»."))
register_verb("bundle_removed", gettext_lazy("{actor} wiste de bundel «{bundle}»."))
register_verb("bottlenecks_bundled", gettext_lazy("{actor} bracht knelpunten samen in «{bundle}»: {count}."))
register_verb("bottlenecks_loose", gettext_lazy("{actor} haalde knelpunten uit hun bundel: {count}."))
register_verb("theme_ruled", gettext_lazy("{actor} vindt geen besluit nodig over «{theme}».{reason!q}"))
register_verb("theme_ruling_taken_back", gettext_lazy("{actor} wil toch een besluit over «{theme}»."))
