"""From words to what holds: tested, in force at a place since a day, replaced, withdrawn.

What holds where is told by the rows of `InForce`; the status of a version only says whether it is the last one somewhere.
`_settle` draws it from the rows after each change, so the two always agree (docs/decisions/0053-in-force.md).
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.audience import locations_of
from fundament.models import Agreement, AgreementVersion, InForce
from organisatie.models import Location
from trajecten import gate, history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb
from trajecten.templatetags.getallen import datum

Status = AgreementVersion.Status
GUARD = "agreement.enforce"
TRY = "agreement.test"
Place = int | None
"""The key of a location; None in an organisation without locations."""
_when_ended: list[Callable[[Agreement, str, Any], None]] = []


def when_ended(act: Callable[[Agreement, str, Any], None]) -> None:
    """Also do `act(agreement, why, by)` when an agreement ends, in the same transaction: later steps end what hangs on it."""
    if act not in _when_ended:
        _when_ended.append(act)


@transaction.atomic
def mark_tested(*, version: AgreementVersion, by: Any, how: str) -> bool:
    """Somebody says that it was tried: `how` in one sentence, with whom. From now on its words stay. False when it was so.

    Raises GateClosed as long as nothing can be tried (before gate 2), and ValidationError without that sentence.
    """
    gate.require(version.agreement.project, TRY)
    return mark_tried(version=version, by=by, how=how)


@transaction.atomic
def mark_tried(*, version: AgreementVersion, by: Any, how: str) -> bool:
    """The same of a round in which it was tried: the gate was asked when that opened. Raises ValidationError without `how`."""
    how = how.strip()
    if not how:
        raise ValidationError({"how": _("Schrijf kort op hoe jullie het uitprobeerden.")})
    _short("tested_how", how, "how")
    now = timezone.now()
    mine = AgreementVersion.objects.filter(pk=version.pk, status=Status.CONCEPT)
    if not mine.update(status=Status.TESTED, tested_at=now, tested_how=how):
        return False
    version.refresh_from_db(fields=["status", "tested_at", "tested_how"])
    _told("agreement_tested", version, by)
    return True


@transaction.atomic
def put_in_force(
    *, version: AgreementVersion, by: Any, since: date, locations: Iterable[Location] | None = None
) -> list[InForce]:
    """From `since` on this version holds at `locations`; without them wherever it is meant for and did not begin yet.

    Gives what was written; nothing when it stood there already. What was planned and has not begun moves to the new day.
    An earlier version stays the one that counts where this one does not begin. Raises GateClosed before the go, and
    ValidationError when it was not tested, has no owner, or something else begins there that day or later.
    """
    agreement = _held(version.agreement_id)
    gate.require(agreement.project, GUARD)
    version = AgreementVersion.objects.get(pk=version.pk)
    if version.status not in (Status.TESTED, Status.IN_FORCE):
        raise ValidationError(_("Probeer deze woorden eerst uit. Daarna kunnen ze ingaan."))
    if agreement.owner_id is None:
        raise ValidationError(_("Kies eerst een eigenaar. Zo weet iedereen bij wie ze terechtkunnen."))
    places = _places(agreement, version, locations)
    lines = _lines(agreement)
    if locations is None:  # the places where it has not begun yet
        places = [place for place in places if not _holds(version, lines.get(place, []))]
    written = [row for place in places if (row := _begin(version, place, lines.get(place, []), since))]
    if written:
        _settle(agreement)
        where = sorted(row.location.name for row in written if row.location)
        history.record(
            "agreement_in_force" if where else "agreement_in_force_everywhere",
            project=agreement.project,
            actor=by,
            agreement=agreement.code,
            version=version.number,
            since=str(since),
            locations=where,
        )
    return written


@transaction.atomic
def withdraw(*, version: AgreementVersion, by: Any, why: str, since: date | None = None) -> bool:
    """This version ends: where it counts on `since` (today), where it is still to begin it never does. False when it had.

    A version in the making is let go of. Raises ValidationError without a reason, or for a day before it began.
    """
    agreement = _held(version.agreement_id)
    version = AgreementVersion.objects.get(pk=version.pk)
    if version.status in (Status.REPLACED, Status.WITHDRAWN):
        return False
    _end(agreement, version, _reason(why), since or timezone.localdate())
    _settle(agreement)
    _told("agreement_version_withdrawn", version, by)
    return True


@transaction.atomic
def end_agreement(*, agreement: Agreement, by: Any, why: str, since: date | None = None) -> bool:
    """All of it ends, everywhere, with what is still in the making. False when nothing was left of it.

    Raises ValidationError without a reason, or for a day before it began.
    """
    agreement, why, since = _held(agreement.pk), _reason(why), since or timezone.localdate()
    ended = False
    # What was planned goes first: then what it would have replaced is the last one again, and ends as well.
    while (
        found := agreement.versions.exclude(status__in=[Status.REPLACED, Status.WITHDRAWN]).order_by("-number").first()
    ):
        _end(agreement, found, why, since)
        _settle(agreement)
        ended = True
    if ended:
        history.record(
            "agreement_ended", project=agreement.project, actor=by, agreement=agreement.code, since=str(since)
        )
        for act in _when_ended:
            act(agreement, why, by)
    return ended


def _held(pk: int) -> Agreement:
    """The agreement, held for the rest of the transaction: two people never write its rows at the same time."""
    return Agreement.objects.select_for_update(of=("self",)).select_related("project__organisation").get(pk=pk)


def _places(agreement: Agreement, version: AgreementVersion, chosen: Iterable[Location] | None) -> list[Place]:
    """The keys of the places where it is to begin. What held in an organisation without places holds at each of them now."""
    everywhere = list(locations_of(agreement.project))
    if not everywhere:
        return [None]
    _spread(agreement, everywhere)
    meant = list(version.locations.all()) or everywhere
    if chosen is None:
        return [place.pk for place in meant]
    chosen = list(chosen)
    must_be_of(chosen, agreement.project.organisation_id)
    if not chosen:
        raise ValidationError({"locations": _("Kies minstens één locatie.")})
    if stray := {place.pk: place.name for place in chosen if place not in meant}:
        names = ", ".join(sorted(stray.values()))
        raise ValidationError({"locations": _("Deze versie is niet bedoeld voor %(names)s.") % {"names": names}})
    return list(dict.fromkeys(place.pk for place in chosen))


def _spread(agreement: Agreement, places: list[Location]) -> None:
    loose = InForce.objects.filter(agreement=agreement, location__isnull=True)
    rows = [
        InForce(agreement=agreement, version_id=row.version_id, location=place, since=row.since)
        for row in loose
        for place in places
    ]
    loose.delete()
    InForce.objects.bulk_create(rows)


def _lines(agreement: Agreement) -> dict[Place, list[InForce]]:
    """Per place what began there, the last one at the end."""
    lines: dict[Place, list[InForce]] = {}
    for row in InForce.objects.filter(agreement=agreement).select_related("version", "location").order_by("since"):
        lines.setdefault(row.location_id, []).append(row)
    return lines


def _holds(version: AgreementVersion, line: list[InForce]) -> bool:
    return bool(line) and line[-1].version_id == version.pk and line[-1].since <= timezone.localdate()


def _begin(version: AgreementVersion, place: Place, line: list[InForce], since: date) -> InForce | None:
    """Write that it begins there; None when it did so already. Raises ValidationError."""
    last = line[-1] if line else None
    if last is None or last.version_id != version.pk:
        if last and last.version and last.version.number > version.number:
            told = _("Daar staat al versie %(n)s.") % {"n": last.version.number}
            raise ValidationError({"locations": f"{last.location}: {told}" if last.location else told})
        _after(last, since)
        return InForce.objects.create(
            agreement_id=version.agreement_id, version=version, location_id=place, since=since
        )
    if last.since == since:
        return None
    if _holds(version, line):
        told = _("Deze versie geldt %(where)s al sinds %(day)s.") % {"where": _where(last), "day": datum(last.since)}
        raise ValidationError({"since": told})
    _after(line[-2] if len(line) > 1 else None, since)
    last.since = since
    last.save(update_fields=["since"])
    return last


def _after(before: InForce | None, since: date) -> None:
    """Raises ValidationError unless `since` is later than what began there before."""
    if before is None or since > before.since:
        return
    told = (
        _("Versie %(n)s gaat %(where)s in op %(day)s. Kies een latere dag.")
        if before.version
        else _("De afspraak stopte %(where)s op %(day)s. Kies een latere dag.")
    )
    number = before.version.number if before.version else 0
    raise ValidationError({"since": told % {"n": number, "where": _where(before), "day": datum(before.since)}})


def _where(row: InForce) -> str:
    return _("in %(place)s") % {"place": row.location} if row.location else _("overal")


def _end(agreement: Agreement, version: AgreementVersion, why: str, since: date) -> None:
    """No longer the last one anywhere; the status says that it was withdrawn."""
    if since > timezone.localdate():
        raise ValidationError({"since": _("Kies vandaag of een dag die voorbij is.")})
    for line in _lines(agreement).values():
        last = line[-1]
        if last.version_id != version.pk:
            continue
        if last.since > timezone.localdate():
            last.delete()  # it never began
        elif last.since > since:
            told = _("Ze ging %(where)s pas in op %(day)s. Kies die dag of een latere.")
            raise ValidationError({"since": told % {"where": _where(last), "day": datum(last.since)}})
        elif last.since == since:
            InForce.objects.filter(pk=last.pk).update(version=None)
        else:
            InForce.objects.create(agreement=agreement, version=None, location_id=last.location_id, since=since)
    AgreementVersion.objects.filter(pk=version.pk).update(status=Status.WITHDRAWN, withdrawn_why=why)


def _settle(agreement: Agreement) -> None:
    """A version that is the last one somewhere is in force; one that was and is no longer, is replaced."""
    ends = [line[-1].version_id for line in _lines(agreement).values()]
    last = [pk for pk in ends if pk is not None]
    versions = AgreementVersion.objects.filter(agreement=agreement)
    versions.filter(pk__in=last, status__in=[Status.TESTED, Status.REPLACED]).update(status=Status.IN_FORCE)
    versions.filter(status=Status.IN_FORCE).exclude(pk__in=last).update(status=Status.REPLACED)


def _reason(why: str) -> str:
    why = why.strip()
    if not why:
        raise ValidationError({"why": _("Schrijf kort op waarom.")})
    _short("withdrawn_why", why, "why")
    return why


def _short(column: str, text: str, field: str) -> None:
    most = AgreementVersion._meta.get_field(column).max_length or 0  # type: ignore[union-attr]
    if len(text) > most:
        raise ValidationError({field: _("Maak het korter. Er is plaats voor %(n)s tekens.") % {"n": most}})


def _told(verb: str, version: AgreementVersion, by: Any) -> None:
    agreement = version.agreement
    history.record(verb, project=agreement.project, actor=by, agreement=agreement.code, version=version.number)


register_verb("agreement_tested", gettext_lazy("Versie {version} van afspraak {agreement} is getoetst."))
register_verb(
    "agreement_in_force",
    gettext_lazy("{actor} liet versie {version} van afspraak {agreement} ingaan op {since}: {locations}."),
)
register_verb(
    "agreement_in_force_everywhere",
    gettext_lazy("{actor} liet versie {version} van afspraak {agreement} ingaan op {since}."),
)
register_verb("agreement_version_withdrawn", gettext_lazy("{actor} trok versie {version} van afspraak {agreement} in."))
register_verb("agreement_ended", gettext_lazy("{actor} stopte afspraak {agreement} op {since}."))
