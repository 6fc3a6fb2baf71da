"""Colleagues answer: through the same verb as the pages of a respondent. The same answers every time."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from bevraging.actions.answering import Outcome, submit
from bevraging.links import token_of
from bevraging.models import Participant, Survey
from bevraging.questions import PULSE_KEYS
from opvolging.demo import content, content_survey
from opvolging.demo.content_pulses import Measured

OPTIONS = ("1", "2", "3", "4", "5")
SEED = 9
PULSE_FROM, PULSE_TO = 1, 5


def answer_share(survey: Survey, share: int) -> int:
    """`share` of a hundred invited colleagues answer the start survey; gives how many."""
    dice = Random(SEED)  # noqa: S311  (a story, not a secret)
    sent = 0
    for number, person in enumerate(_people(survey)):
        if dice.randrange(100) < share:
            sent += _send(survey, person, _start_answers(dice, number))
    return sent


def _start_answers(dice: Random, number: int) -> dict[str, str]:
    keys = (*PULSE_KEYS, "vinden", "zelfde")
    given = {key: _one(content.LEANING.get(key, content.OTHERWISE), dice) for key in keys}
    if text := _words(content_survey.WELL, number, 7):
        given["loopt_goed"] = text
    return given


def answer_until(survey: Survey, per_house: Mapping[str, int], story: Sequence[dict[str, str]], sent: int = 0) -> int:
    """Colleagues answer until each house has as many answers as `per_house` says; gives how many answered in all.

    `story` holds what everybody says, in the order in which they answer; `sent` of them have done so already.
    """
    waiting: dict[str, list[Participant]] = {}
    done = dict.fromkeys(per_house, 0)
    for person in _people(survey):
        house = _house(person)
        done[house] += person.answered
        waiting.setdefault(house, []).extend([] if person.answered else [person])
    for house, wanted in per_house.items():
        for person in waiting[house][: wanted - done[house]]:
            sent += _send(survey, person, story[sent])
    return sent


def _house(person: Participant) -> str:
    place = person.employee.location if person.employee else None
    return place.name if place else ""


def _people(survey: Survey) -> Iterator[Participant]:
    yield from survey.participants.select_related("employee__location").order_by("pk")


def _send(survey: Survey, person: Participant, given: dict[str, str]) -> bool:
    token = token_of(person.pk, person.generation)
    return submit(survey=survey, token=token, answers=given) == Outcome.SENT


def answer_pulse(survey: Survey, measured: Measured) -> None:
    """Of each house as many colleagues answer as `measured` says, and they give its index together."""
    dice = Random(SEED)  # noqa: S311
    asked: dict[str, list[Participant]] = {}
    for person in _people(survey):
        asked.setdefault(_house(person), []).append(person)
    for house, (n, index) in measured.people.items():
        said: list[dict[str, str]] = [{} for _ in range(n)]
        _give_pulse(said, index, measured.means, dice)
        for person, given in zip(asked[house], said, strict=False):
            _send(survey, person, given)


def story() -> list[dict[str, str]]:
    """What the 255 people of De Hazelaar say, in the order in which they answer: first round first, house by house.

    The practices and the pulse come out exactly as the content says; the rest is thrown with dice that always fall alike.
    """
    dice = Random(SEED)  # noqa: S311
    houses = [house for house, n in content_survey.FIRST_ROUND.items() for _ in range(n)]
    for house, n in content_survey.EXTRA_ROUND.items():
        houses += [house] * (n - content_survey.FIRST_ROUND[house])
    said: list[dict[str, str]] = [{} for _house in houses]
    _give_practices(said, content_survey.PRACTICES, dice)
    for house in content_survey.PULSE_PEOPLE:
        _add_pulse([one for one, where in zip(said, houses, strict=True) if where == house], house, dice)
    for number, one in enumerate(said):
        _add_rest(one, number, dice)
    return said


def story_again(people: int, practices: Mapping[str, Sequence[int]]) -> list[dict[str, str]]:
    """What so many say when only the practices are asked again, in the order in which they answer."""
    said: list[dict[str, str]] = [{} for _ in range(people)]
    _give_practices(said, practices, Random(SEED))  # noqa: S311
    return said


def _give_practices(said: list[dict[str, str]], practices: Mapping[str, Sequence[int]], dice: Random) -> None:
    for key, counts in practices.items():
        for person, option in zip(dice.sample(range(len(said)), sum(counts)), _dealt(counts), strict=True):
            said[person][key] = option


def _dealt(counts: Sequence[int]) -> list[str]:
    return [f"o{place}" for place, count in enumerate(counts, 1) for _ in range(count)]


def _add_pulse(people: list[dict[str, str]], house: str, dice: Random) -> None:
    """The people of one house answer the pulse so that their index is the one of the content."""
    n, index = content_survey.PULSE_PEOPLE[house]
    _give_pulse(dice.sample(people, n), index, content_survey.PULSE_MEANS, dice)
    for one in people:
        for key in content_survey.PULSE_MEANS:
            one.setdefault(key, "x")


def _give_pulse(people: list[dict[str, str]], index: int, means: Mapping[str, float], dice: Random) -> None:
    """All of them answer every item, so that together they give this index; `means` says how the items differ."""
    usual = sum(means.values()) / len(means)
    left = (1 + index / 25) * len(means)
    for place, (key, mean) in enumerate(means.items(), 1):
        wanted = 1 + index / 25 + mean - usual if place < len(means) else left
        values = _around(wanted, len(people), dice)
        left -= sum(values) / len(people)  # the last item makes up for what rounding took from the others
        for one, value in zip(people, values, strict=True):
            one[key] = str(value)


def _around(mean: float, n: int, dice: Random) -> list[int]:
    """`n` whole numbers from 1 to 5 whose mean is as near to `mean` as whole numbers come, some spread around it."""
    low = int(mean)
    above = round((mean - low) * n)
    values = [low + 1] * above + [low] * (n - above)
    for _turn in range(n // 2):
        up, down = dice.sample(range(n), 2)
        if values[up] < PULSE_TO and values[down] > PULSE_FROM:
            values[up] += 1
            values[down] -= 1
    dice.shuffle(values)
    return values


def _add_rest(one: dict[str, str], number: int, dice: Random) -> None:
    for key, chances in content_survey.LEANING.items():
        said = _one(chances, dice)
        if said != "x" or not key.startswith("v12"):  # a rating has no «weet ik niet» here: it is passed over
            one[key] = said
    one["v08"] = str(min(20, dice.randrange(9) + dice.randrange(5)))
    needs = dice.sample(range(1, 7), dice.randrange(1, 4))
    one["v09"] = " ".join(f"o{option}" for option in needs)
    one["v14"] = f"o{_one(content_survey.WHERE_A_SCREEN, dice)}"
    one["v17"] = "ja" if dice.randrange(100) < content_survey.HELPS else dice.choice(("nee", "x"))
    for key, texts, every in (
        ("v10", content_survey.WELL, 17),
        ("v11", content_survey.LOST, 19),
        ("v16", content_survey.KEEP, 20),
    ):
        if text := _words(texts, number, every):
            one[key] = text


def _words(texts: Sequence[str], number: int, every: int) -> str:
    """What the colleague with this number writes: one in `every` does, and nobody repeats another."""
    place, rest = divmod(number, every)
    return texts[place] if not rest and place < len(texts) else ""


def _one(chances: tuple[int, ...], dice: Random) -> str:
    throw, reached = dice.randrange(100), 0
    for option, chance in zip(OPTIONS, chances, strict=True):
        reached += chance
        if throw < reached:
            return option
    return "x"
