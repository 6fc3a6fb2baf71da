"""What De Hazelaar told everybody after the start survey. Figures come from the results; these are the words around them."""

DOING = (
    "Eén plaats om te noteren wat we zien bij een bewoner, in plaats van schriftje, post-it en pakket.",
    "De overdracht vertrekt van wat nieuw is in het dossier. In Huis Meidoorn doen ze dat al op het grote scherm.",
    "Een toestel op de kar, niet op de post. En een eigen aanmelding voor iedereen.",
    "De nachtdienst beslist mee over wat te doen als het netwerk uitvalt.",
)
NOT_DOING = (
    "We kiezen nu geen nieuw pakket. Eerst spreken we af hoe we werken.",
    "Een toestel voor elke collega komt er niet: vaste toestellen per afdeling kosten minder en liggen er altijd.",
)
NEXT = (
    "De komende vier weken kiezen we samen de zeven dingen waarop alles steunt. In elke keuze beslist iemand mee die het werk doet.",
    "Daarna probeert een kleine groep het uit. Wat zij zien, passen we aan voor iemand anders begint.",
)
CONTACT = "Nele Vandamme, of de leidinggevende van je huis."
TOLD_HOW = "Affiche in elk huis, en op de briefing van elke shift."

FRENCH = {
    "doing": (
        "Un seul endroit pour noter ce que nous voyons chez un résident.",
        "La transmission part de ce qui est nouveau dans le dossier.",
        "Un appareil sur le chariot, et une connexion personnelle pour chacun.",
    ),
    "not_doing": (
        "Nous ne choisissons pas de nouveau logiciel maintenant. D’abord, nous décidons comment travailler.",
    ),
    "next": (
        "Dans les quatre semaines, nous choisissons ensemble les sept bases.",
        "Ensuite, un petit groupe essaie. Nous adaptons avant que les autres commencent.",
    ),
    "contact": ("Nele Vandamme, ou le responsable de votre maison.",),
}
FRENCH_SAID = (
    "Vous notez la même chose à plusieurs endroits, et chaque maison le fait à sa façon.",
    "Ce qui marche bien : à Huis Meidoorn, le dossier est ouvert sur le grand écran pendant la transmission.",
)
