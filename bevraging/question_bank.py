"""Ready-made questions, in three languages. The five pulse items keep the same words in every round.

The pulse is a practical thermometer of support, not a validated scale; screens say so.
"""

from bevraging.questions import OPEN, STATEMENT, Question, dump

PULSE = (
    Question(
        key="waarom",
        type=STATEMENT,
        pulse=True,
        text={
            "nl": "Ik begrijp waarom we dit samen aanpakken.",
            "fr": "Je comprends pourquoi nous nous y mettons ensemble.",
            "en": "I understand why we are taking this on together.",
        },
    ),
    Question(
        key="goesting",
        type=STATEMENT,
        pulse=True,
        text={
            "nl": "Ik heb er zin in om hieraan mee te doen.",
            "fr": "J’ai envie d’y participer.",
            "en": "I feel like taking part in this.",
        },
    ),
    Question(
        key="weten",
        type=STATEMENT,
        pulse=True,
        text={
            "nl": "Ik weet wat er voor mijn eigen taken verandert.",
            "fr": "Je sais ce qui change pour mes propres tâches.",
            "en": "I know what changes for my own tasks.",
        },
    ),
    Question(
        key="kunnen",
        type=STATEMENT,
        pulse=True,
        text={
            "nl": "Ik vertrouw erop dat het me zal lukken in mijn werk.",
            "fr": "J’ai confiance : j’y arriverai dans mon travail.",
            "en": "I am confident that I will manage it in my work.",
        },
    ),
    Question(
        key="steun",
        type=STATEMENT,
        pulse=True,
        text={
            "nl": "Ik weet bij wie ik terechtkan met een vraag.",
            "fr": "Je sais à qui m’adresser avec une question.",
            "en": "I know who to turn to with a question.",
        },
    ),
)

FINDING = Question(
    key="vinden",
    type=STATEMENT,
    theme="info",
    text={
        "nl": "Ik vind snel de info die ik nodig heb voor mijn werk.",
        "fr": "Je trouve vite les infos dont j’ai besoin pour mon travail.",
        "en": "I quickly find the information that I need for my work.",
    },
)
SAME_WAY = Question(
    key="zelfde",
    type=STATEMENT,
    theme="werkwijze",
    text={
        "nl": "Wij pakken dit in mijn ploeg allemaal op dezelfde manier aan.",
        "fr": "Dans mon équipe, nous faisons tous cela de la même manière.",
        "en": "In my team we all do this in the same way.",
    },
)
GOES_WELL = Question(
    key="loopt_goed",
    type=OPEN,
    text={
        "nl": "Wat loopt al goed? En wat zou jou helpen?",
        "fr": "Qu’est-ce qui va déjà bien ? Et qu’est-ce qui vous aiderait ?",
        "en": "What already goes well? And what would help you?",
    },
    hint={
        "nl": "Schrijf geen namen, ook niet die van jezelf.",
        "fr": "N’écrivez pas de noms, pas même le vôtre.",
        "en": "Please write no names, not even your own.",
    },
)

START_SURVEY: tuple[Question, ...] = (FINDING, SAME_WAY, *PULSE, GOES_WELL)
"""Seven statements, of which five are the pulse, and one open question: about two minutes."""

PULSE_SURVEY: tuple[Question, ...] = (*PULSE, GOES_WELL)


def start_content() -> list[dict]:
    """The start survey as `QuestionnaireVersion.content`."""
    return dump(START_SURVEY)
