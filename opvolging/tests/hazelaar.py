"""What [T] §9 tells of De Hazelaar a quarter into follow-up, written straight into the database: no mail, no gate.

Weeks are counted back from today: W-12 is 84 days ago. All people and figures are invented.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bevraging.models import Participant, QuestionnaireVersion, SupportTally, Survey, SurveySegment, Tally, Theme
from communicatie.models import ContactPoint
from fundament.models import AgreementVersion, Bottleneck
from fundament.tests.factories import follows, make_agreement, make_bundle, make_framework, make_taken, put_in_force
from opvolging.models import AgreementCheck, CheckRhythm, PlannedCheck, Remedy, Spotlight
from organisatie.models import Location
from organisatie.tests.factories import make_employee, make_employees, make_location
from trajecten.models import Project

HOUSES = {"Hazelnoot": 96, "Linde": 84, "Meidoorn": 78, "Vlier": 66, "Wilgenhof": 54, "Kornoelje": 42}
SINCE = {"A07": 22, "A09": 19, "A10": 22}
"""In force since so many weeks; the others since W-25."""
CHECKS = """
A01 Hazelnoot 12 20 15;A01 Linde 12 20 17;A01 Meidoorn 12 20 19;A01 Vlier 11 18 14;A01 Wilgenhof 11 16 12
A01 Kornoelje 11 14 8;A01 Kornoelje 4 15 12;A02 Hazelnoot 10 14 12;A02 Linde 10 14 13;A02 Kornoelje 10 12 7
A02 Kornoelje 3 12 10;A03 Hazelnoot 9 30 28;A03 Linde 9 30 29;A03 Meidoorn 9 30 30;A03 Wilgenhof 9 24 21
A04 Hazelnoot 8 11 10;A04 Meidoorn 8 9 9;A05 Hazelnoot 7 22 9;A05 Linde 7 20 11;A05 Vlier 7 16 8;A05 Linde 1 18 13
A06 Linde 8 84 81;A06 Vlier 8 66 61;A07 Vlier 6 12 5;A07 Vlier 2 12 10;A08 Meidoorn 5 3 2;A09 Wilgenhof 5 10 9
A10 Hazelnoot 4 12 10
"""
"""[T] §9.10: agreement, location, weeks ago, seen, followed."""
LATE = (("A04", "Hazelnoot"), ("A06", "Linde"))
"""The two of the 28 that came ten days after their day."""
REMEDIES = (
    (7, "A05", "", "agreement_wrong", 5, "running"),
    (11, "A01", "Kornoelje", "cannot", 3, "helped"),
    (9, "A02", "Kornoelje", "means_missing", 2, "helped"),
    (6, "A07", "Vlier", "knows_not", 3, "helped"),
    (4, "A09", "", "agreement_wrong", 5, "running"),
    (4, "A08", "", "unknown", 1, "running"),
)
SPOTLIGHTS = (
    (13, "Wilgenhof"), (11, "Meidoorn"), (9, "Linde"), (6, "Vlier"), (4, "Kornoelje"), (1, "Hazelnoot"),
)  # fmt: skip
BUNDLES = (
    ("Aanmelding kwijt of geleend", 57, 6, ("A06",)),
    ("Info niet doorgegeven bij briefing", 41, 14, ("A02",)),
    ("Dubbel noteren", 34, 9, ("A01",)),
    ("Medicatie achteraf afgetekend", 22, 5, ("A03",)),
    ("Familie kreeg tegenstrijdige info", 19, 23, ("A05",)),
    ("Toestel leeg of onvindbaar", 16, 33, ("A09",)),
    ("Wondfoto op eigen gsm", 12, 1, ("A04",)),
)
"""[T] §9.3: reports in eight weeks before, and in the last twelve."""
THEMES = {
    "observaties": ("A01", "71|64|33|47|40", "9|4|2|211|12"),
    "briefing": ("A02", "88|79|31|35|22", "21|8|6|3|200"),
    "medicatie": ("A03", "58|37|25|44", "4|9|131|6"),
    "wonden": ("A04", "52|27|31|31", "5|1|112|10"),
    "familie": ("A05", "97|46|38|29|45", "88|12|21|96|21"),
    "aanmelden": ("A06", "81|57|94|23", "219|3|9|7"),
}
"""[T] §9.2: who chose which practice, before (W-52) and again (W-6)."""
PULSE = {
    "Hazelnoot": (74, 41),
    "Linde": (75, 36),
    "Meidoorn": (79, 34),
    "Vlier": (68, 28),
    "Wilgenhof": (74, 23),
    "Kornoelje": (68, 14),
}
"""[T] §9.8, s6-k1: index and answers."""


class Hazelaar:
    """`Hazelaar(project, dirk)` stands there with agreements in force; each method adds one part of the story."""

    def __init__(self, project: Project, decider: Any, houses: Iterable[str] = HOUSES) -> None:
        self.project, self.decider, self.today = project, decider, timezone.localdate()
        self.places: dict[str, Location] = {name: make_location(project.organisation, name) for name in houses}
        self.owner = make_employee(project.organisation, "Griet Claes", location=next(iter(self.places.values())))
        self.framework = make_framework(
            "Eén bewonersdossier", project=project, owner=self.owner, review_on=self.today + timedelta(days=60)
        )
        self.versions: dict[str, AgreementVersion] = {}

    def day(self, weeks: int) -> date:
        return self.today - timedelta(weeks=weeks)

    def agreements(self, codes: Iterable[str] = tuple(f"A{n:02}" for n in range(1, 11))) -> "Hazelaar":
        for code in codes:
            version = make_agreement(f"We doen {code}.", framework=self.framework, owner=self.owner)
            version.agreement.number = int(code[1:])
            version.agreement.save()
            self.versions[code] = put_in_force(version, *self.places.values(), since=self.day(SINCE.get(code, 25)))
        return self

    def people(self) -> "Hazelaar":
        for name, count in HOUSES.items():
            make_employees(self.project.organisation, count, location=self.places[name], prefix=name)
            ContactPoint.objects.create(project=self.project, location=self.places[name], employee=self.owner)
        return self

    def rhythm(self, code: str, place: str, **fields: Any) -> CheckRhythm:
        values = {"method": "sample", "unit": "keer", "first_on": self.day(13), "owner": self.owner, **fields}
        where = {"agreement": self.versions[code].agreement, "location": self.places.get(place)}
        return CheckRhythm.objects.get_or_create(**where, ended_on=None, defaults=values)[0]

    def check(self, code: str, place: str, weeks: int, seen: int, followed: int, *, late: int = 0) -> AgreementCheck:
        """Planned, and done `late` days after its day."""
        rhythm, noted = self.rhythm(code, place), self.day(weeks)
        due = noted - timedelta(days=late)
        PlannedCheck.objects.create(rhythm=rhythm, due_on=due, status="done", done_on=noted)
        return AgreementCheck.objects.create(
            rhythm=rhythm, version=self.versions[code], due_on=due, noted_on=noted, seen=seen, followed=followed,
            expires_on=noted + timedelta(weeks=13),
        )  # fmt: skip

    def checks(self) -> "Hazelaar":
        for row in CHECKS.replace("\n", ";").strip(";").split(";"):
            code, place, weeks, seen, followed = row.split()
            late = 10 if (code, place) in LATE else 0
            self.check(code, place, int(weeks), int(seen), int(followed), late=late)
        return self

    def remedy(self, weeks: int, code: str, place: str, cause: str, rung: int, outcome: str) -> Remedy:
        ended = {} if outcome == "running" else {"result": "Het ging beter.", "ended_on": self.today}
        begun = self.day(weeks)
        return Remedy.objects.create(
            agreement=self.versions[code].agreement, location=self.places.get(place), cause=cause, rung=rung,
            what="Samen bekijken wat helpt", owner=self.owner, started_on=begun, due_on=begun + timedelta(days=14),
            effect_on=begun + timedelta(days=28), outcome=outcome, **ended,
        )  # fmt: skip

    def remedies(self) -> "Hazelaar":
        for row in REMEDIES:
            self.remedy(*row)
        return self

    def spotlights(self) -> "Hazelaar":
        for weeks, place in SPOTLIGHTS:
            Spotlight.objects.create(
                project=self.project, location=self.places[place], what="Loopt goed", how="Elke ochtend samen kijken",
                status="shown", shown_on=self.day(weeks),
            )  # fmt: skip
        return self

    def bundle(self, name: str, before: int, after: int, codes: Sequence[str]) -> None:
        """Reports spread over the eight weeks before it was agreed, and over the last twelve."""
        bundle = make_bundle(name, project=self.project)
        decision = make_taken(f"Wat doen we aan {name}?", project=self.project, decider=self.decider)
        decision.bundles.add(bundle)
        for code in codes:
            follows(self.versions[code], decision)
        began = self.day(max(SINCE.get(code, 25) for code in codes))
        days = [began - timedelta(days=1 + 56 * n // before) for n in range(before)]
        days += [self.today - timedelta(days=84 * n // after) for n in range(after)]
        Bottleneck.objects.bulk_create(
            Bottleneck(project=self.project, bundle=bundle, what=name, happened_on=day) for day in days
        )

    def bundles(self) -> "Hazelaar":
        for row in BUNDLES:
            self.bundle(*row)
        return self

    def spreads(self, themes: Iterable[str] = THEMES) -> "Hazelaar":
        """Two rounds with the same questions, to the same people."""
        asked = {name: THEMES[name] for name in themes}
        for name, (code, _before, _after) in asked.items():
            theme = Theme.objects.get_or_create(project=self.project, name=name)[0]
            decision = make_taken(f"Hoe doen we {name}?", project=self.project, decider=self.decider)
            decision.themes.add(theme)
            follows(self.versions[code], decision)
        self.round(52, 255, {name: before for name, (_code, before, _after) in asked.items()})
        self.round(6, 238, {name: after for name, (_code, _before, after) in asked.items()})
        return self

    def round(self, weeks: int, answered: int, rows: dict[str, str], step: int = 1) -> Survey:
        survey = self._survey(weeks, step, [_question(name, row) for name, row in rows.items()])
        counts = {name: [int(count) for count in row.split("|")] for name, row in rows.items()}
        Tally.objects.create(survey=survey, count=answered)
        Tally.objects.bulk_create(
            Tally(survey=survey, question=name, option=str(place), count=count)
            for name, row in counts.items()
            for place, count in enumerate(row)
        )
        return survey

    def pulse(self, told: Mapping[str, tuple[int, int]] = PULSE) -> "Hazelaar":
        """{house: (index, answers)}, two weeks ago."""
        survey = self._survey(2, 6, [], told)
        people = sum(n for _index, n in told.values())
        rows = [("", "", sum(index * n for index, n in told.values()) / people, people)]
        for name, (index, n) in told.items():
            Tally.objects.create(survey=survey, dimension="location", segment=name, count=n)
            rows.append(("location", name, index, n))
        Tally.objects.create(survey=survey, count=rows[0][3])
        for dimension, segment, index, n in rows:
            SupportTally.objects.create(
                survey=survey, dimension=dimension, segment=segment, people=n, total=round(60 * index * n),
                squares=round(3600 * n * (index**2 + 18**2)),
            )  # fmt: skip
        return self

    def _survey(self, weeks: int, step: int, content: list[dict], groups: Iterable[str] = ()) -> Survey:
        closed = timezone.make_aware(datetime.combine(self.day(weeks), time(12)))
        survey = Survey.objects.create(project=self.project, title="Hoe werken we?", step=step)
        QuestionnaireVersion.objects.create(survey=survey, content=content, frozen=True)
        SurveySegment.objects.bulk_create(
            SurveySegment(
                survey=survey, dimension="location", code=name, label=name, members=[name], invited=HOUSES[name],
                shown_as=name,
            )
            for name in groups
        )  # fmt: skip
        days = {"launched_at": closed - timedelta(days=14), "closes_on": closed.date(), "closed_at": closed}
        Survey.objects.filter(pk=survey.pk).update(status="published", invited=sum(HOUSES.values()), **days)
        people = self.project.organisation.employees.filter(location__in=self.places.values())
        Participant.objects.bulk_create(
            Participant(survey=survey, employee=one, name=one.name, email=one.email) for one in people
        )
        return survey


def _question(theme: str, row: str) -> dict:
    options = [{"code": str(place), "text": {"nl": f"manier {place}"}} for place in range(row.count("|") + 1)]
    return {"key": theme, "type": "choice", "theme": theme, "text": {"nl": f"Hoe doe je {theme}?"}, "options": options}


def whole_story(project: Project, decider: Any) -> Hazelaar:
    """Everything that [T] §9.10 «Derived health W0» rests on."""
    made = Hazelaar(project, decider).agreements().people()
    return made.checks().remedies().spotlights().bundles().spreads().pulse()
