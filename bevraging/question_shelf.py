"""The shelf: ready questions a lead can add to a survey. Positive statements, because the faces follow the words."""

from bevraging.question_bank import PULSE, START_SURVEY
from bevraging.questions import OPEN, STATEMENT, Question


def _statement(key: str, theme: str, nl: str, fr: str, en: str) -> Question:
    return Question(key=key, type=STATEMENT, theme=theme, text={"nl": nl, "fr": fr, "en": en})


EXTRA = (
    _statement(
        "toestel", "toestel",
        "Ik heb een toestel bij de hand als ik het nodig heb.",
        "J’ai un appareil à portée de main quand j’en ai besoin.",
        "I have a device at hand when I need it.",
    ),
    _statement(
        "vlot", "toestel",
        "Ik werk vlot met een tablet of computer.",
        "Je travaille facilement avec une tablette ou un ordinateur.",
        "I work easily with a tablet or computer.",
    ),
    _statement(
        "afspraken", "werkwijze",
        "De afspraken in mijn ploeg zijn duidelijk.",
        "Les accords dans mon équipe sont clairs.",
        "The agreements in my team are clear.",
    ),
    _statement(
        "eenmaal", "werkwijze",
        "Ik moet iets maar één keer noteren.",
        "Je ne dois noter les choses qu’une seule fois.",
        "I only need to write things down once.",
    ),
    _statement(
        "overdracht", "info",
        "Als ik begin, weet ik wat mijn collega's deden.",
        "Quand je commence, je sais ce que mes collègues ont fait.",
        "When I start, I know what my colleagues did.",
    ),
    _statement(
        "gehoord", "samen",
        "Er wordt geluisterd naar wat ik vertel over mijn werk.",
        "On écoute ce que je raconte sur mon travail.",
        "People listen to what I say about my work.",
    ),
    _statement(
        "tijd", "samen",
        "Ik krijg tijd om iets nieuws te leren.",
        "On me donne le temps d’apprendre du nouveau.",
        "I get time to learn something new.",
    ),
    Question(
        key="voorbeeld", type=OPEN, theme="samen",
        text={
            "nl": "Welk goed voorbeeld zag je bij een collega of ploeg?",
            "fr": "Quel bon exemple avez-vous vu chez un collègue ou une équipe ?",
            "en": "Which good example did you see with a colleague or team?",
        },
        hint={
            "nl": "Schrijf geen namen, ook niet die van jezelf.",
            "fr": "N’écrivez pas de noms, pas même le vôtre.",
            "en": "Please write no names, not even your own.",
        },
    ),
)  # fmt: skip
SHELF: tuple[Question, ...] = (*START_SURVEY, *EXTRA)


def by_key(key: str) -> Question | None:
    """The ready question `key`, or None."""
    return next((question for question in SHELF if question.key == key), None)


def together(question: Question) -> tuple[Question, ...]:
    """What is added with `question`: of the pulse all five, anything else alone."""
    return PULSE if question.pulse else (question,)


def not_yet_in(asked: list[Question]) -> list[Question]:
    """What can still be added; of the pulse only the first, which brings the others along."""
    keys = {question.key for question in asked}
    return [question for question in SHELF if question.key not in keys and question == together(question)[0]]
