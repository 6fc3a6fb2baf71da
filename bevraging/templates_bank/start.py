"""The start of a project: how does it go now? One for any project, and three for a kind that comes back."""

from django.utils.translation import gettext_lazy

from bevraging.question_bank import GOES_WELL, PULSE, SAME_WAY, START_SURVEY
from bevraging.questions import IS, IS_NOT, YES_CODE, YESNO, Condition
from bevraging.templates_bank.shape import Template, ask, pick, shelf, statement, words

START = Template(
    key="start",
    purpose="start",
    about=gettext_lazy("Past bij elk project. Je meet meteen het draagvlak aan de start."),
    title=words("Hoe loopt het nu bij jou?", "Comment cela se passe-t-il chez vous ?", "How are things going for you?"),
    intro=words(
        "Vertel ons hoe je nu werkt, en wat je nodig hebt.",
        "Dites-nous comment vous travaillez maintenant, et ce dont vous avez besoin.",
        "Tell us how you work now, and what you need.",
    ),
    questions=START_SURVEY,
    name=gettext_lazy("Startbevraging"),
)

DIGITAL = Template(
    key="start_digitaal",
    purpose="start",
    about=gettext_lazy("Als jullie van papier naar een digitaal dossier of digitale bonnen gaan."),
    title=words("Hoe noteer jij nu?", "Comment notez-vous aujourd’hui ?", "How do you write things down now?"),
    intro=words(
        "Vertel ons wat vlot gaat bij het noteren, en wat tijd kost.",
        "Dites-nous ce qui est facile à noter, et ce qui prend du temps.",
        "Tell us what is easy to write down, and what takes time.",
    ),
    questions=(
        pick(
            "waar",
            words(
                "Waar noteer je nu het meest?", "Où notez-vous le plus aujourd’hui ?", "Where do you write most now?"
            ),
            ("Op papier", "Sur papier", "On paper"),
            ("Op een computer", "Sur un ordinateur", "On a computer"),
            ("Op een tablet of gsm", "Sur une tablette ou un téléphone", "On a tablet or phone"),
            ("Ik vertel het aan een collega", "Je le dis à un collègue", "I tell a colleague"),
            other=True,
        ),
        ask(
            "dubbel",
            YESNO,
            words(
                "Moet je soms hetzelfde twee keer noteren?",
                "Devez-vous parfois noter deux fois la même chose ?",
                "Do you sometimes have to write the same thing twice?",
            ),
        ),
        pick(
            "dubbel_hoe_vaak",
            words("Hoe vaak gebeurt dat?", "À quelle fréquence cela arrive-t-il ?", "How often does that happen?"),
            ("Elke dag", "Chaque jour", "Every day"),
            ("Elke week", "Chaque semaine", "Every week"),
            ("Minder vaak", "Moins souvent", "Less often"),
            show_if=Condition("dubbel", IS, (YES_CODE,)),
        ),
        *shelf("toestel", "vlot"),
        SAME_WAY,
        *PULSE,
        GOES_WELL,
    ),
    name=gettext_lazy("Start: digitaal noteren"),
)

PLANNING = Template(
    key="start_planning",
    purpose="start",
    about=gettext_lazy("Als de planning of het doorgeven van informatie anders wordt."),
    title=words(
        "Hoe weet jij wat je moet doen?", "Comment savez-vous ce que vous devez faire ?", "How do you know what to do?"
    ),
    intro=words(
        "Vertel ons hoe planning en nieuws nu bij jou komen.",
        "Dites-nous comment le planning et les nouvelles vous arrivent.",
        "Tell us how planning and news reach you now.",
    ),
    questions=(
        pick(
            "hoe_nieuws",
            words(
                "Hoe verneem je iets nieuws over je werk?",
                "Comment apprenez-vous une nouvelle sur votre travail ?",
                "How do you hear news about your work?",
            ),
            ("Op de overdracht", "Lors de la transmission", "At the handover"),
            ("Per mail", "Par e-mail", "By e-mail"),
            ("Via een groep op mijn gsm", "Par un groupe sur mon téléphone", "Through a group on my phone"),
            ("Op een blad of bord", "Sur une feuille ou un tableau", "On a sheet or board"),
            ("Van een collega", "Par un collègue", "From a colleague"),
            several=True,
            other=True,
        ),
        statement(
            "planning_op_tijd", "planning",
            "Ik ken mijn planning op tijd.",
            "Je connais mon planning à temps.",
            "I know my planning in time.",
        ),
        statement(
            "wijziging", "planning",
            "Als er iets verandert, weet ik het snel.",
            "Quand quelque chose change, je le sais vite.",
            "When something changes, I know it quickly.",
        ),
        *shelf("overdracht", "afspraken"),
        SAME_WAY,
        *PULSE,
        GOES_WELL,
    ),
    name=gettext_lazy("Start: planning en communicatie"),
)  # fmt: skip

KNOWLEDGE = Template(
    key="start_kennis",
    purpose="start",
    about=gettext_lazy("Als jullie beter willen delen wat collega’s weten en kunnen."),
    title=words(
        "Hoe leer jij van collega’s?", "Comment apprenez-vous de vos collègues ?", "How do you learn from colleagues?"
    ),
    intro=words(
        "Vertel ons waar je hulp en uitleg vindt, en wat beter kan.",
        "Dites-nous où vous trouvez de l’aide, et ce qui pourrait être mieux.",
        "Tell us where you find help, and what could be better.",
    ),
    questions=(
        ask(
            "vast",
            YESNO,
            words(
                "Zat je de voorbije maand ergens vast in je werk?",
                "Avez-vous été bloqué dans votre travail le mois dernier ?",
                "Did you get stuck in your work last month?",
            ),
        ),
        pick(
            "vast_wie",
            words("Wat hielp je toen vooruit?", "Qu’est-ce qui vous a aidé ?", "What helped you then?"),
            ("Een collega", "Un collègue", "A colleague"),
            ("Mijn leidinggevende", "Mon responsable", "My manager"),
            ("Een map of handleiding", "Un classeur ou un mode d’emploi", "A folder or manual"),
            ("Zoeken op het internet", "Une recherche sur internet", "Searching the internet"),
            ("Niets", "Rien", "Nothing"),
            other=True,
            show_if=Condition("vast", IS_NOT, ("nee",)),
        ),
        statement(
            "wie_weet_wat", "kennis",
            "Ik weet welke collega wat goed kan.",
            "Je sais quel collègue fait bien quoi.",
            "I know which colleague is good at what.",
        ),
        statement(
            "tonen", "kennis",
            "Ik toon graag aan collega’s hoe ik iets doe.",
            "Je montre volontiers à mes collègues comment je fais.",
            "I like to show colleagues how I do things.",
        ),
        *shelf("vinden", "tijd"),
        *PULSE,
        *shelf("voorbeeld"),
    ),
    name=gettext_lazy("Start: kennis delen"),
)  # fmt: skip
