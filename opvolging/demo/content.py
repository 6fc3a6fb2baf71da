"""Who and what the demo is about. All people, places and sentences are invented."""

HAZELAAR = "Woonzorggroep De Hazelaar"
KADE = "Maatwerk Kade 9"
DOMAIN = "hazelaar.example"
PASSWORD = "samen-op-het-spoor"  # noqa: S105  (only on this machine: the command refuses elsewhere, or makes others)

BOOKED = "Van papier naar één bewonersdossier"
BOOKED_SLUG = "van-papier-naar-een-bewonersdossier"
BOOKED_GOAL = "Wie bij een bewoner komt, weet wat er vandaag toe doet: zonder zoeken en zonder dubbel noteren."
BOOKED_WHY = (
    "Info gaat verloren tussen shiften. Collega's noteren alles dubbel. Familie krijgt verschillende antwoorden."
)
PLANNED = "Eén planning voor alle huizen"
PLANNED_GOAL = "Iedereen weet op maandag wie wanneer werkt, en wie kan bijspringen."
PLANNED_WHY = "Nu staat de planning op papier, in mails en in vier rekenbladen."
ANYWAY = "De planning moet voor de zomer klaar zijn. Iedereen is op de hoogte."

# location, its head, employees
HOUSES = (
    ("Huis Hazelnoot", "Griet Claes", 24),
    ("Huis Linde", "Koen De Ridder", 20),
    ("Huis Meidoorn", "Samira El Idrissi", 18),
    ("Huis Vlier", "Bart Goossens", 16),
    ("Huis Wilgenhof", "Lies Maes", 12),
    ("Huis Kornoelje", "Tom Wouters", 10),
)
# function, share in a hundred; the heads of the houses are «leidinggevenden»
FUNCTIONS = (
    ("Zorgkundigen", 44),
    ("Verpleegkundigen", 20),
    ("Logistiek en keuken", 16),
    ("Paramedici", 7),
    ("Woonbegeleiding", 7),
)
HEADS = "Leidinggevenden"
SHIFTS = ("vroeg", "laat", "nacht")
WITHOUT_MAIL_EVERY = 12

FIRST_NAMES = [
    "An",
    "Bert",
    "Carla",
    "Daan",
    "Els",
    "Fatima",
    "Gert",
    "Hanne",
    "Ivo",
    "Jana",
    "Karim",
    "Leen",
    "Marc",
    "Nadia",
    "Olga",
    "Piet",
    "Rania",
    "Stijn",
    "Tine",
    "Ugo",
    "Vera",
    "Wim",
    "Yasmina",
    "Zeno",
    "Amira",
    "Brecht",
    "Chloë",
    "Dries",
    "Emma",
    "Farid",
    "Goele",
    "Hugo",
    "Ine",
    "Joris",
    "Katrien",
    "Luc",
    "Mieke",
    "Nele",
    "Omar",
    "Petra",
]
LAST_NAMES = [
    "Aerts",
    "Baert",
    "Cools",
    "Declercq",
    "Eeckhout",
    "Franssen",
    "Geerts",
    "Hermans",
    "Ibrahimi",
    "Jacobs",
    "Kaya",
    "Lemmens",
    "Mertens",
    "Nys",
    "Ooms",
    "Peeters",
    "Quintens",
    "Raes",
    "Segers",
    "Thys",
    "Urbain",
    "Vercammen",
    "Willems",
    "Yilmaz",
    "Zwaenepoel",
]

# first name, name, account address, membership, what they do
ACCOUNTS = (
    ("nele", "Nele Vandamme", f"nele.vandamme@{DOMAIN}", "lead", "projectleider"),
    ("hilde", "Hilde Janssens", f"hilde.janssens@{DOMAIN}", "reader", "beslist aan elke poort"),
    ("noor", "Noor Peeters", f"noor.peeters@{DOMAIN}", "reader", "leest mee"),
    (
        "pieter",
        "Pieter Lambrecht",
        f"pieter.lambrecht@{DOMAIN}",
        "reader",
        "begeleider van buitenaf, ook bij Maatwerk Kade 9",
    ),
    ("dirk", "Dirk Van Hove", f"dirk.vanhove@{DOMAIN}", "admin", "beheert de medewerkers"),
)
STAFF = ("beheer", "Beheer Trajecten", f"beheer@{DOMAIN}", "", "platformbeheer, op /beheer/")

# How colleagues answer the start survey: chance of 1..5 per question key (in percent); the rest is «weet ik niet».
LEANING = {
    "waarom": (3, 8, 20, 42, 24),
    "goesting": (8, 18, 30, 28, 12),
    "weten": (15, 28, 27, 18, 6),
    "kunnen": (8, 15, 25, 32, 14),
    "steun": (7, 14, 22, 34, 18),
}
OTHERWISE = (12, 24, 26, 24, 10)
"""For statements that are not named above."""
GOES_WELL = (
    "Bij ons overlopen we elke morgen samen het whiteboard. Dat werkt.",
    "De avondploeg schrijft altijd op wie bezoek kreeg.",
    "Wij hebben een vaste plek voor het schriftje, dus je vindt het terug.",
    "Als ik iets niet weet, kan ik altijd iemand bellen.",
    "De nieuwe tablet in de dagzaal gaat goed.",
    "We lachen nog samen, ook als het druk is.",
    "De overdracht op vrijdag is kort en duidelijk.",
    "Onze verpleegkundige schrijft alles meteen op.",
    "Met de kinesist spreken we elke week af.",
    "De keuken weet meteen wie een ander dieet heeft.",
    "Sinds we per twee noteren vergeten we minder.",
    "Bij ons kijkt iedereen eerst in het dossier voor de ronde.",
    "De foto's bij wondzorg maken het veel duidelijker.",
    "Nieuwe collega's krijgen een meter of peter.",
)
DECLINES_IN = 10
"""One in this many who open the link does not send."""
RESPONSE = {
    "Huis Hazelnoot": 66,
    "Huis Linde": 72,
    "Huis Meidoorn": 61,
    "Huis Vlier": 70,
    "Huis Wilgenhof": 75,
    "Huis Kornoelje": 60,
}
"""Of a hundred colleagues in each house, how many answered."""
OPEN_RESPONSE = 30
"""Of a hundred, how many answered the survey that is still open."""
