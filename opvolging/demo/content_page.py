"""What the page for everyone of De Hazelaar says, in three languages. All invented."""

DUTCH = {
    "what": (
        "Alles wat we over een bewoner moeten weten, komt op één plaats: het bewonersdossier. Schriftjes, losse bladen"
        " en dubbele lijsten verdwijnen, huis per huis."
    ),
    "why": (
        "Nu gaat info verloren tussen shiften, noteren we veel dubbel en krijgt familie soms verschillende antwoorden."
        " Dat vertelden jullie ons zelf."
    ),
    "help": "In elk huis staat een ambassadeur naast je. Alleen iets vragen mag altijd, ook 's nachts.",
}
OTHERS = {
    "fr": {
        "what": (
            "Tout ce que nous devons savoir d’un résident se trouve à un seul endroit\u00a0: le dossier du résident."
            " Les cahiers, les feuilles volantes et les doubles listes disparaissent, maison par maison."
        ),
        "why": (
            "Aujourd’hui, des informations se perdent entre les équipes, nous notons beaucoup de choses deux fois et la"
            " famille reçoit parfois des réponses différentes. C’est vous qui nous l’avez dit."
        ),
        "help": "Dans chaque maison, un ambassadeur est à vos côtés. Vous pouvez toujours demander, même la nuit.",
    },
    "en": {
        "what": (
            "All we need to know about a resident comes together in one place: the resident file. Notebooks, loose"
            " sheets and double lists go, house by house."
        ),
        "why": (
            "Now information gets lost between shifts, we write many things down twice, and families sometimes hear"
            " different answers. You told us so yourselves."
        ),
        "help": "In every house an ambassador stands beside you. You can always ask, at night as well.",
    },
}
