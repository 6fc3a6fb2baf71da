"""From draft to open: one action, one moment at which everything that was promised to respondents is fixed.

The privacy check before sending and the launch itself use the same function, so that what was shown is what happens.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging import fatigue, mail_stops, outdated, questions, translating
from bevraging.languages import language_name
from bevraging.links import code_of, token_of
from bevraging.models import Participant, QuestionnaireVersion, Survey, SurveySegment
from bevraging.naming import in_words, least_alone, nowhere
from bevraging.suppression import generalise
from bevraging.templates_bank import has_stand_ins
from trajecten import history
from trajecten.models import Project
from trajecten.tokens import token_hash

BATCH = 2_000
NOWHERE = "\uffff"
"""Stands for «no location» while dividing; sorts last."""


class NotReady(Exception):
    """The survey cannot be sent yet; the message is a sentence for the project lead."""


class AskedLately(NotReady):
    """Colleagues on the list got another survey in the last 14 days, and nobody chose yet what to do."""


@dataclass(frozen=True)
class Group:
    """A group as the results may show it."""

    code: str
    label: str
    members: tuple[str, ...]
    invited: int


@dataclass(frozen=True)
class PrivacyCheck:
    """What the results will be able to show, known before anybody answers."""

    invited: int
    min_group: int
    enough: bool
    locations: tuple[Group, ...]
    functions: tuple[Group, ...]
    notes: tuple[str, ...]
    """Sentences on what is taken together or only counts in the total."""
    people: dict[int, tuple[str, str]]
    """Participant key -> (location group, function group)."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every group that the page, the report and the file may tell of, once enough of it answered."""
        return self.locations + self.functions


def threshold(survey: Survey) -> int:
    """The smallest group of this survey: an organisation may ask for more than the survey, never for less."""
    return max(survey.min_group, survey.project.organisation.min_group)


def privacy_check(survey: Survey, *, without: Iterable[int] = ()) -> PrivacyCheck:
    """How the invited people will be grouped. Same code as the launch; changes nothing.

    `without`: keys of people who will be left out.
    """
    left_out = set(without)
    found = list(
        survey.participants.order_by("pk").values_list("pk", "employee__location__name", "employee__function__name")
    )
    rows = [row for row in found if row[0] not in left_out]
    k = threshold(survey)
    alone = least_alone(k, anonymous=survey.is_anonymous)
    named = [(location or NOWHERE, function or "") for _pk, location, function in rows]
    result = generalise(named, k, alone)
    locations = _groups("l", result.groups, Counter(location for location, _f in result.people))
    functions = _groups("f", [(name,) for name in result.functions], Counter(name for _l, name in result.people))
    location_code = {name: group.code for group, names in zip(locations, result.groups, strict=True) for name in names}
    function_code = {group.label: group.code for group in functions}
    return PrivacyCheck(
        invited=len(rows),
        min_group=k,
        enough=not survey.is_anonymous or len(rows) >= k,
        locations=locations,
        functions=functions,
        notes=tuple(_notes(named, result.people, (locations, functions), k, alone)),
        people={
            row[0]: (location_code.get(location, ""), function_code.get(function, ""))
            for row, (location, function) in zip(rows, result.people, strict=True)
        },
    )


def launch(*, survey: Survey, by, lately: str = "", reason: str = "") -> bool:
    """Open `survey` and queue its invitations. True when this call did it, False when it was open already.

    `lately` says what happens to who got another survey in the last 14 days: `fatigue.LEAVE_OUT`, or
    `fatigue.SEND_ANYWAY` with a `reason`. Raises AskedLately when there are such people and nothing was chosen, and
    NotReady (with a sentence) when it cannot be sent. Everything or nothing happens, and twelve simultaneous
    calls open it once: the row count of the last UPDATE decides.
    """
    with transaction.atomic():
        # Taking the row first makes a second caller wait, and then see that it is no longer a draft.
        if not Survey.objects.filter(pk=survey.pk, status=Survey.Status.DRAFT).update(invited=F("invited")):
            return False
        survey.refresh_from_db()
        rested = _let_rest(survey, by, lately, reason.strip())
        mail_stops.to_paper(survey)
        digest = _freeze(survey)
        check = privacy_check(survey)
        _refuse_unready(survey, check, rested)
        _write_segments(survey, check)
        _write_participants(survey, check)
        Survey.objects.filter(pk=survey.pk, status=Survey.Status.DRAFT).update(
            status=Survey.Status.OPEN,
            min_group=check.min_group,
            invited=check.invited,
            digest=digest,
            salt=os.urandom(32),
            launched_at=timezone.now(),
            step=survey.project.step,
            rested=rested,
        )
        survey.refresh_from_db()
        from bevraging import mails, reminders  # these know the actions of this app

        Survey.objects.filter(pk=survey.pk).update(remind_from=reminders.plan(survey))
        mails.queue_invitations(survey)
        history.record("survey_launched", project=survey.project, actor=by, survey=survey.title, invited=check.invited)
    return True


def _let_rest(survey: Survey, by, lately: str, reason: str) -> int | None:
    """Leave out who got another survey lately, or keep them for a reason; the number that was left out, None for nobody.

    Decided here and not on the page before it: meanwhile another project may have sent something.
    """
    fatigue.one_at_a_time(survey.project.organisation_id)
    found = list(fatigue.asked_lately(survey).values_list("pk", flat=True))
    if not found:
        return None
    told = {"project": survey.project, "actor": by, "survey": survey.title, "people": len(found)}
    if lately == fatigue.LEAVE_OUT:
        for start in range(0, len(found), BATCH):
            survey.participants.filter(pk__in=found[start : start + BATCH]).delete()
        history.record("survey_left_out", **told)
        return len(found)
    if lately != fatigue.SEND_ANYWAY:
        raise AskedLately(
            ngettext(
                "%(n)s collega kreeg de voorbije 14 dagen al een bevraging. Kies eerst wat je doet.",
                "%(n)s collega's kregen de voorbije 14 dagen al een bevraging. Kies eerst wat je doet.",
                len(found),
            )
            % {"n": len(found)}
        )
    if not reason:
        raise NotReady(_("Schrijf waarom deze collega's zo snel weer een bevraging krijgen."))
    history.record("survey_sent_anyway", reason=reason[: fatigue.LONGEST_REASON], **told)
    return None


def _refuse_unready(survey: Survey, check: PrivacyCheck, rested: int | None = None) -> None:
    if survey.project.status != Project.Status.RUNNING:
        raise NotReady(_("Dit traject is gestopt. Er vertrekken geen bevragingen meer."))
    if rested and not (check.invited and check.enough):
        raise NotReady(
            _(
                "Te veel collega's kregen de voorbije 14 dagen al een bevraging. Er blijven er minder dan %(k)s over. Wacht nog even."
            )
            % {"k": check.min_group}
        )
    if not check.invited:
        raise NotReady(_("Kies eerst wie je wil horen."))
    if not check.enough:
        raise NotReady(
            _("Nodig minstens %(k)s collega's uit. Met minder mensen kan een antwoord niet onherkenbaar blijven.")
            % {"k": check.min_group}
        )
    if survey.closes_on is None or survey.closes_on <= survey.today:
        raise NotReady(_("Kies een einddatum na vandaag."))


def _freeze(survey: Survey) -> str:
    version = survey.versions.order_by("-number").first()
    if version is None:
        raise NotReady(_("Zet minstens één vraag in de bevraging."))
    try:
        asked = questions.parse(version.content)
    except questions.NotAQuestionnaire as error:
        raise NotReady(str(error)) from error
    if has_stand_ins(asked):
        raise NotReady(_("Vervang «Aanpak 1» en «Aanpak 2» eerst door jullie eigen woorden."))
    _refuse_untranslated(survey, version, asked)
    content = questions.dump(asked)
    QuestionnaireVersion.objects.filter(pk=version.pk, frozen=False).update(content=content, frozen=True)
    return questions.digest(asked, version.languages, version.translations)


def missing_translations(
    survey: Survey, version: QuestionnaireVersion, asked: Sequence[questions.Question]
) -> dict[str, list[translating.Text]]:
    """Per promised language what is not written in it yet. Same code for the check before sending and the launch."""
    return translating.missing(version.languages, asked, survey.title, survey.intro, version.translations)


def outdated_translations(
    survey: Survey, version: QuestionnaireVersion, asked: Sequence[questions.Question]
) -> dict[str, list[translating.Text]]:
    """Per language what was translated from Dutch that is another one now. It can be sent like that: who leads decides."""
    languages = translating.chosen(version.languages, asked)
    return outdated.outdated(languages, asked, survey.title, survey.intro, version.translations)


def _refuse_untranslated(survey: Survey, version: QuestionnaireVersion, asked) -> None:
    gaps = missing_translations(survey, version, asked)
    if gaps:
        told = [f"{language_name(language)} ({len(texts)})" for language, texts in gaps.items()]
        raise NotReady(_("Er ontbreken nog vertalingen: %(languages)s.") % {"languages": ", ".join(told)})


def _write_segments(survey: Survey, check: PrivacyCheck) -> None:
    rows = []
    for dimension, groups in (("location", check.locations), ("function", check.functions)):
        for group in groups:
            rows.append(
                SurveySegment(
                    survey=survey,
                    dimension=dimension,
                    code=group.code,
                    label=group.label,
                    members=list(group.members),
                    invited=group.invited,
                )
            )
    SurveySegment.objects.bulk_create(rows)


def _write_participants(survey: Survey, check: PrivacyCheck) -> None:
    participants = list(survey.participants.only("pk", "generation"))
    for participant in participants:
        participant.location, participant.function = check.people[participant.pk]
        participant.token_hash = token_hash(token_of(participant.pk, participant.generation))
        participant.code_hash = token_hash(code_of(participant.pk, participant.generation))
        participant.may_answer = True
    Participant.objects.bulk_update(
        participants, ["location", "function", "token_hash", "code_hash", "may_answer"], batch_size=500
    )


def _groups(prefix: str, names: Sequence[Sequence[str]], counts: Counter) -> tuple[Group, ...]:
    groups = []
    for number, members in enumerate(names, 1):
        shown = tuple(nowhere() if name == NOWHERE else name for name in members)
        groups.append(Group(f"{prefix}{number}", in_words(shown)[:200], shown, counts[members[0]]))
    return tuple(groups)


def _notes(named, people, shown: tuple[Sequence[Group], Sequence[Group]], k: int, alone: int) -> list[str]:
    notes = []
    locations, functions = shown
    sizes = Counter(location for location, _f in named)
    sizes = Counter({(nowhere() if name == NOWHERE else name): n for name, n in sizes.items()})
    for group in locations:
        notes += _together(group, sizes, alone)
    if not locations and len(sizes) > 1:
        small = [f"{name} ({n})" for name, n in sorted(sizes.items()) if n < alone]
        sentence = _("%(names)s: te klein om te tonen. Daarom tonen we enkel het totaal.")
        if functions:  # then the total is not all there is to see
            sentence = _("%(names)s: te klein om te tonen. Daarom tonen we geen enkele locatie apart.")
        notes.append(sentence % {"names": ", ".join(small)})
    if len(sizes) > 1 and any(k <= n < alone for n in sizes.values()):
        why = _("Een groep staat apart vanaf %(n)s uitgenodigden. Met minder zou je zien dat bijna iedereen meedeed.")
        notes.append(why % {"n": alone})
    return notes + _function_notes(named, people, k, alone)


def _together(group: Group, sizes: Counter, alone: int) -> list[str]:
    """Who is too few to stand apart, and with whom they stand."""
    small = [name for name in group.members if sizes[name] < alone]
    others = [name for name in group.members if sizes[name] >= alone]
    counted = [f"{name} ({sizes[name]})" for name in small]
    if small and others:
        sentence = _("%(name)s: we tonen ze samen met %(others)s.")
        return [sentence % {"name": one, "others": in_words(others)} for one in counted]
    return [_("%(names)s: we tonen ze samen.") % {"names": in_words(counted)}] if small else []


def _function_notes(named, people, k: int, alone: int) -> list[str]:
    everybody = Counter(function for _location, function in named if function)
    kept = Counter(function for _group, function in people if function)
    if len(everybody) < 2:
        return []
    if not kept:
        return [_("We tonen geen functiegroepen. Op elke locatie zijn het er minder dan %(k)s.") % {"k": k}]
    group_of = [group for group, _function in people]
    cells = Counter((group, function) for group, (_l, function) in zip(group_of, named, strict=True) if function)
    told = [
        _function_note(
            function, n, kept[function], [size for (_g, f), size in cells.items() if f == function], k, alone
        )
        for function, n in sorted((everybody - kept).items())
    ]
    where = _("Deze collega's tellen wel mee bij hun locatie en in het totaal.")
    return [*told, where] if told and len(set(group_of)) > 1 else told


def _function_note(function: str, lost: int, kept: int, sizes: Sequence[int], k: int, alone: int) -> str:
    """Why `lost` colleagues of this function are not in its group; `sizes` is how many work in each location group."""
    told = {"name": function, "n": lost, "k": k}
    if kept:
        sentence = ngettext(
            "%(name)s: %(n)s collega tonen we niet in deze functiegroep. Op die locatie zijn het er minder dan %(k)s.",
            "%(name)s: %(n)s collega's tonen we niet in deze functiegroep. Op hun locatie zijn het er minder dan %(k)s.",
            lost,
        )
    elif max(sizes) >= alone:
        sentence = _("%(name)s (%(n)s): we tonen ze niet apart. Anders kan je een kleine groep terugrekenen.")
    elif len(sizes) > 1 and max(sizes) < k:
        sentence = _("%(name)s (%(n)s): we tonen ze niet apart. Op elke locatie zijn het er minder dan %(k)s.")
    else:
        sentence, told["k"] = _("%(name)s (%(n)s): we tonen ze niet apart. Het zijn er minder dan %(k)s."), alone
    return sentence % told
