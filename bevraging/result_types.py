"""What results look like: the shapes that `bevraging.results` fills and that pages, tables and reports draw."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bevraging.margins import Measure
from bevraging.models import OpenAnswer, Survey
from bevraging.naming import in_words, nearly_all, whole_percent
from bevraging.questions import Question


@dataclass(frozen=True)
class Group:
    """A group as shown: one location, or some that were taken together."""

    code: str
    label: str
    members: tuple[str, ...]
    n: int
    """How many answered: in steps, unless `exact`."""
    invited: int
    exact: bool = False

    @property
    def size(self) -> str:
        """«minstens 10»; the number itself in a survey by name."""
        return str(self.n) if self.exact else _("minstens %(n)s") % {"n": self.n}


@dataclass(frozen=True)
class Cell:
    """What one group says to one statement."""

    group: Group
    text: str
    """«63%», «≥ 75%», «50–90%», or «–» when it may not be shown."""
    yes: int | None = None
    """Share that says yes, in whole percent, for drawing; None when it may not be shown."""
    between: tuple[int, int] | None = None
    """What `text` says, in percent; a tint or a distance never depends on more."""
    n: int | None = None
    counts: tuple[int, ...] | None = None
    """Answers 1 to 5; None when only the share may be shown."""
    dont_know: int = 0
    shade: int = 0
    """-2, -1, 0, 1 or 2: surely 12 or 5 points under or above the whole, beyond the words of a band and beyond chance."""
    margin: int = 0
    """Points by which chance may move it, from the size as told."""
    is_band: bool = False

    @property
    def measure(self) -> Measure | None:
        """To compare with; None when it may not be shown."""
        if self.yes is None or self.between is None:
            return None
        return Measure(self.text, self.yes, self.between, self.margin, self.is_band)


@dataclass(frozen=True)
class Spread:
    """How differently people answer: `iqv` 0 (all the same) to 100 (evenly spread)."""

    iqv: int
    top_share: int
    top_option: str
    difference: int | None
    """Points that surely lie between the location that says yes most and least; None when chance may explain it."""
    margin: int = 0
    """Of `iqv`, in points."""


@dataclass(frozen=True)
class Statement:
    question: Question
    text: str
    n: int
    counts: tuple[int, ...]
    """Answers 1 to 5; empty when everybody gave the same answer (then only `yes_text` is shown)."""
    percents: tuple[int, ...]
    """The same in percent, see `whole_percents`; empty like `counts`."""
    dont_know: int
    yes: int
    yes_text: str
    mean: float
    cells: tuple[Cell, ...]
    function_cells: tuple[Cell, ...]
    spread: Spread
    measure: Measure
    """Who says yes, to compare with."""

    @property
    def margin(self) -> int | None:
        """Plus or minus so many points; None beside a band, which is wide by itself."""
        return None if self.measure.is_band else self.measure.margin


@dataclass(frozen=True)
class Bar:
    """One answer to a question with options, or one band of a number or a date."""

    code: str
    text: str
    share: int
    """Where it is drawn, in whole percent."""
    told: str
    """«45%», «≥ 90%»."""
    n: int | None = None
    """How many; None where only the share may be told."""
    place: str = ""
    """Of a ranking: the mean place, as it may be told."""
    measure: Measure | None = None
    """The share, to compare with."""

    @property
    def rank(self) -> tuple[int, int]:
        """What decides which is chosen most: of a thousand two may be both 36% and yet not chosen as often."""
        return self.share, self.n or 0

    @property
    def margin(self) -> int | None:
        """As for a statement."""
        return self.measure.margin if self.measure and not self.measure.is_band else None


@dataclass(frozen=True)
class Counted:
    """What was answered to a question that is no statement and no text."""

    question: Question
    text: str
    n: int | None
    """How many answered; None where that would say that (nearly) everybody took part."""
    bars: tuple[Bar, ...]
    """In the order of the question; empty when the answers lie so close together that nothing may be told of them."""
    top: Bar | None = None
    """The commonest answer (of several the first); for a ranking what is put first most often."""
    alike: bool = False
    """(Nearly) everybody gave the same answer: only `top` is told."""
    dont_know: int | None = None
    mean: str = ""
    """Of a scale only: «3,8»."""
    yes: int | None = None
    """Share, in percent, of the side that `cells` compare; see `about`."""
    yes_text: str = ""
    about: str = ""
    """Which side that is: «ja», «papier», «goed of heel goed»."""
    cells: tuple[Cell, ...] = ()
    function_cells: tuple[Cell, ...] = ()
    iqv: int | None = None
    iqv_margin: int = 0
    top_share: int = 0
    side: Measure | None = None
    """Who is on the side that `cells` compare."""

    @property
    def tops(self) -> tuple[Bar, ...]:
        """All that tie for the most chosen, as far as is told."""
        return tuple(bar for bar in self.bars if self.top and bar.rank == self.top.rank)

    @property
    def most_chosen(self) -> str:
        """«Appel», «Appel en Kers»."""
        return in_words([bar.text for bar in self.tops])


@dataclass(frozen=True)
class ThemeSpread:
    """How differently people answer the questions of one theme, on average."""

    theme: str
    questions: int
    iqv: int
    top_share: int
    margin: int = 0
    """Of `iqv`, in points."""
    elsewhere: int = 0
    """Locations where surely another answer is the most chosen than in the whole, for one question at least."""
    places: int = 0
    """Locations that could be compared."""


@dataclass(frozen=True)
class SupportValue:
    """A support index 0–100 with half its 95% interval."""

    label: str
    index: int
    """Where it is drawn; `text` is how it is told."""
    margin: float | None
    """None where it would tell that everybody took part, and beside a band."""
    n: int
    """How many gave it, as it may be told: at least so many."""
    code: str = ""
    barrier: str = ""
    size: str = ""
    """`n` as it may be told."""
    text: str = ""
    """«64», «≥ 75», «60–70»."""
    doubt: float = 0.0
    """Half the interval, also where it may not be told: only to compare two measurements with, never shown."""


@dataclass(frozen=True)
class Support:
    total: SupportValue | None
    groups: tuple[SupportValue, ...] = ()
    barrier: Question | None = None
    """The first pulse item, in their order, that scores 3 or less."""


@dataclass(frozen=True)
class OpenQuestion:
    question: Question
    text: str
    n: int
    readable: bool
    """Enough answers to show any of them."""
    shown: tuple[str, ...] = ()
    unread: tuple[OpenAnswer, ...] = ()
    hidden: int = 0
    key: str = ""
    """Under which the texts are kept; another one than that of the question for «iets anders»."""


@dataclass(frozen=True)
class Number:
    label: str
    value: str
    context: str


@dataclass(frozen=True)
class Results:
    survey: Survey
    state: str
    """«ready», «open» (results appear after the close), or «too_few»."""
    invited: int
    answered: int
    """0 unless ready."""
    headline: str = ""
    numbers: tuple[Number, ...] = ()
    statements: tuple[Statement, ...] = ()
    """Sorted: most yes first."""
    counted: tuple[Counted, ...] = ()
    """The other closed questions, in the order they were asked."""
    themes: tuple[ThemeSpread, ...] = ()
    """Most spread first."""
    groups: tuple[Group, ...] = ()
    functions: tuple[Group, ...] = ()
    support: Support = field(default_factory=lambda: Support(None))
    open_questions: tuple[OpenQuestion, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return self.state == "ready"

    @property
    def percent(self) -> int:
        return whole_percent(self.answered, self.invited)

    @property
    def answered_words(self) -> str:
        """«118 van 214», or «bijna iedereen van 20»."""
        words = _("bijna iedereen van %(of)s") if self.nearly_all else _("%(n)s van %(of)s")
        return words % {"n": self.answered, "of": self.invited}

    @property
    def nearly_all(self) -> bool:
        """Then no count of answers may be shown, only shares: counts would add up to everybody."""
        return self.survey.is_anonymous and nearly_all(self.answered, self.invited, self.survey.min_group)
