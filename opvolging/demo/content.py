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

# location, its head, employees
HOUSES = (
    ("Huis Hazelnoot", "Griet Claes", 96),
    ("Huis Linde", "Koen De Ridder", 84),
    ("Huis Meidoorn", "Samira El Idrissi", 78),
    ("Huis Vlier", "Bart Goossens", 66),
    ("Huis Wilgenhof", "Lies Maes", 54),
    ("Huis Kornoelje", "Tom Wouters", 42),
)
HEADS = "Leidinggevenden"
CLEANING = "Poets"
# function, how many of the 420; six of the twelve «leidinggevenden» are the heads of the houses
FUNCTIONS = (
    ("Zorgkundigen", 178),
    ("Verpleegkundigen", 84),
    ("Logistiek en keuken", 36),
    (CLEANING, 38),
    ("Paramedici", 28),
    ("Woonbegeleiding", 26),
    ("Administratie en onthaal", 18),
    (HEADS, 12),
)
# Colleagues whom the story names, by where they work; the ambassadors stand in content_ambassadors.py.
KNOWN = {
    ("Huis Hazelnoot", HEADS): "Dirk Van Hove",
    ("Huis Linde", "Verpleegkundigen"): "Annelies Smets",
    ("Huis Linde", "Logistiek en keuken"): "Ilse Cools",
    ("Huis Hazelnoot", "Administratie en onthaal"): "Wim Desmet",
}
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
    ("dirk", "Dirk Van Hove", f"dirk.vanhove@{DOMAIN}", "reader", "directeur zorg, neemt besluiten"),
    ("wim", "Wim Desmet", f"wim.desmet@{DOMAIN}", "admin", "beheert de medewerkers"),
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
OPEN_RESPONSE = 30
"""Of a hundred, how many answered the survey that is still open."""
