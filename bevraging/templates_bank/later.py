"""After the start: the pulse, a try-out, one question before a decision, a training, and how an agreement is doing."""

from django.utils.translation import gettext_lazy

from bevraging.question_bank import PULSE_SURVEY
from bevraging.questions import BELOW, IS_NOT, RATING, SCORE, Condition, Option
from bevraging.templates_bank.shape import Template, ask, pick, scale_of, statement, words, written

PULSE = Template(
    key="polsing",
    purpose="pulse",
    about=gettext_lazy("Meet het draagvlak opnieuw. Elke keer dezelfde 5 stellingen, in elke stap te gebruiken."),
    title=words("Hoe kijk jij er nu naar?", "Qu’en pensez-vous maintenant ?", "How do you see it now?"),
    intro=words(
        "Vijf korte stellingen: zo weten we wat je nog nodig hebt.",
        "Cinq courtes affirmations : ainsi nous savons ce qu’il vous faut encore.",
        "Five short statements: so we know what you still need.",
    ),
    questions=PULSE_SURVEY,
    name=gettext_lazy("Draagvlakpuls"),
)

TRYOUT = Template(
    key="tryout",
    purpose="tryout",
    about=gettext_lazy("Kort na een try-out: wat lukte, wat hield tegen, en wat kan beter?"),
    title=words("Hoe ging de try-out?", "Comment s’est passé l’essai ?", "How did the try-out go?"),
    intro=words(
        "Je probeerde iets nieuws. Vertel ons hoe het ging.",
        "Vous avez essayé quelque chose de nouveau. Dites-nous comment cela s’est passé.",
        "You tried something new. Tell us how it went.",
    ),
    questions=(
        pick(
            "gelukt",
            words("Lukte het wat je wou doen?", "Avez-vous réussi à faire ce que vous vouliez ?", "Did it work?"),
            ("Ja", "Oui", "Yes"),
            ("Voor een deel", "En partie", "Partly"),
            ("Nee", "Non", "No"),
            required=True,
        ),
        pick(
            "hinder",
            words("Wat hield je tegen?", "Qu’est-ce qui vous a freiné ?", "What held you back?"),
            ("Ik vond het niet", "Je ne l’ai pas trouvé", "I could not find it"),
            ("Ik begreep iets niet", "Je n’ai pas compris quelque chose", "I did not understand something"),
            ("Het werkte niet", "Cela ne fonctionnait pas", "It did not work"),
            ("Ik had geen tijd", "Je n’avais pas le temps", "I had no time"),
            several=True,
            other=True,
            show_if=Condition("gelukt", IS_NOT, ("a1",)),
        ),
        ask(
            "makkelijk",
            RATING,
            words("Hoe vond je het in gebruik?", "Comment était-ce à utiliser ?", "How was it to use?"),
            faces=True,
            options=scale_of(
                ("Heel moeilijk", "Très difficile", "Very hard"),
                ("Moeilijk", "Difficile", "Hard"),
                ("Gaat wel", "Moyen", "Fair"),
                ("Makkelijk", "Facile", "Easy"),
                ("Heel makkelijk", "Très facile", "Very easy"),
            ),
        ),
        statement(
            "past", "try-out",
            "Dit past in mijn gewone werkdag.",
            "Cela s’intègre dans ma journée de travail habituelle.",
            "This fits into my normal working day.",
        ),
        ask(
            "aanraden",
            SCORE,
            words(
                "Zou je dit aanraden aan een collega?",
                "Le recommanderiez-vous à un collègue ?",
                "Would you recommend this to a colleague?",
            ),
            options=(
                Option("0", words("Zeker niet", "Certainement pas", "Certainly not")),
                Option("10", words("Zeker wel", "Certainement", "Certainly")),
            ),
        ),
        written(
            "beter",
            "Wat pas je best nog aan voor iedereen ermee start?",
            "Que faut-il encore adapter avant que tout le monde commence ?",
            "What should still be changed before everybody starts?",
        ),
    ),
    name=gettext_lazy("Feedback na een try-out"),
)  # fmt: skip

STAND_INS = ("Aanpak 1", "Aanpak 2")
"""Nobody can choose between these: who asks puts their own words in their place, or it is not sent."""

TARGETED = Template(
    key="gericht",
    purpose="targeted",
    about=gettext_lazy("Eén vraag voor je iets beslist. Vervang «aanpak 1» en «aanpak 2» door jullie eigen woorden."),
    title=words("Wat werkt voor jou het best?", "Qu’est-ce qui vous convient le mieux ?", "What works best for you?"),
    intro=words(
        "Er is iets te kiezen over jullie werk.",
        "Il y a un choix à faire pour votre travail.",
        "There is a choice to make about your work.",
    ),
    questions=(
        pick(
            "keuze",
            words("Welke aanpak werkt het best?", "Quelle approche fonctionne le mieux ?", "Which way works best?"),
            ("Aanpak 1", "Approche 1", "Way 1"),
            ("Aanpak 2", "Approche 2", "Way 2"),
            ("Allebei goed", "Les deux conviennent", "Both are fine"),
            other=True,
            dont_know=True,
            required=True,
        ),
        written("keuze_waarom", "Waarom kies je dat?", "Pourquoi ce choix ?", "Why do you choose that?"),
    ),
    name=gettext_lazy("Gerichte vraag"),
)

TRAINING = Template(
    key="training",
    purpose="training",
    about=gettext_lazy("Voor of na een taaktraining: wat kan iemand al, en wat helpt nog?"),
    title=words("Hoe goed lukt deze taak?", "Comment réussissez-vous cette tâche ?", "How well does this task go?"),
    intro=words(
        "Dit is geen examen. We willen weten waar we nog kunnen helpen.",
        "Ce n’est pas un examen. Nous voulons savoir où nous pouvons encore aider.",
        "This is no exam. We want to know where we can still help.",
    ),
    questions=(
        ask(
            "lukt",
            RATING,
            words(
                "Hoe goed lukt deze taak je vandaag?",
                "Comment réussissez-vous cette tâche aujourd’hui ?",
                "How well does this task go today?",
            ),
            required=True,
            options=scale_of(
                ("Nog niet", "Pas encore", "Not yet"),
                ("Met veel hulp", "Avec beaucoup d’aide", "With a lot of help"),
                ("Met een beetje hulp", "Avec un peu d’aide", "With a little help"),
                ("Ik doe het alleen", "Je le fais seul", "I do it alone"),
                ("Ik kan het tonen", "Je peux le montrer", "I can show others"),
            ),
        ),
        pick(
            "hulp",
            words("Wat zou je nog helpen?", "Qu’est-ce qui vous aiderait encore ?", "What would still help you?"),
            ("Het nog eens samen doen", "Le refaire ensemble", "Doing it together once more"),
            ("Een blad met de stappen", "Une feuille avec les étapes", "A sheet with the steps"),
            ("Iemand die ik kan bellen", "Quelqu’un à appeler", "Somebody I can call"),
            ("Tijd om te oefenen", "Du temps pour m’exercer", "Time to practise"),
            several=True,
            other=True,
            show_if=Condition("lukt", BELOW, ("5",)),
        ),
        statement(
            "bij_wie", "training",
            "Ik weet wie me kan helpen met deze taak.",
            "Je sais qui peut m’aider pour cette tâche.",
            "I know who can help me with this task.",
        ),
        statement(
            "oefenen", "training",
            "Ik kon genoeg oefenen.",
            "J’ai pu m’exercer suffisamment.",
            "I could practise enough.",
        ),
        written(
            "training_beter",
            "Wat zou je anders doen in deze training?",
            "Que changeriez-vous à cette formation ?",
            "What would you change about this training?",
        ),
    ),
    name=gettext_lazy("Zelfinschatting bij een taaktraining"),
)  # fmt: skip

AGREEMENT = Template(
    key="afspraak",
    purpose="agreement",
    about=gettext_lazy("Na enkele weken: leeft een afspraak, en wat maakt het moeilijk?"),
    title=words("Hoe loopt onze afspraak?", "Comment se porte notre accord ?", "How is our agreement doing?"),
    intro=words(
        "We maakten samen een afspraak. Klopt ze in de praktijk?",
        "Nous avons conclu un accord ensemble. Tient-il en pratique ?",
        "We made an agreement together. Does it work in practice?",
    ),
    questions=(
        statement(
            "afspraak_duidelijk", "afspraak",
            "De afspraak is duidelijk voor mij.",
            "L’accord est clair pour moi.",
            "The agreement is clear to me.",
        ),
        ask(
            "hoe_vaak",
            RATING,
            words(
                "Hoe vaak lukt de afspraak in jouw ploeg?",
                "À quelle fréquence l’accord est-il suivi dans votre équipe ?",
                "How often does the agreement work in your team?",
            ),
            options=scale_of(
                ("Nooit", "Jamais", "Never"),
                ("Zelden", "Rarement", "Seldom"),
                ("Soms", "Parfois", "Sometimes"),
                ("Meestal", "Le plus souvent", "Mostly"),
                ("Altijd", "Toujours", "Always"),
            ),
        ),
        pick(
            "moeilijk",
            words("Wat maakt het moeilijk?", "Qu’est-ce qui rend cela difficile ?", "What makes it hard?"),
            ("De afspraak past niet bij ons werk", "L’accord ne convient pas à notre travail", "It does not fit our work"),
            ("Het kost te veel tijd", "Cela prend trop de temps", "It takes too much time"),
            ("We hebben er het materiaal niet voor", "Nous n’avons pas le matériel", "We lack the equipment"),
            ("We vergeten het", "Nous oublions", "We forget"),
            several=True,
            other=True,
            show_if=Condition("hoe_vaak", BELOW, ("4",)),
        ),
        statement(
            "afspraak_helpt", "afspraak",
            "De afspraak maakt mijn werk beter.",
            "L’accord améliore mon travail.",
            "The agreement makes my work better.",
        ),
        written(
            "afspraak_anders",
            "Wat zou je aan de afspraak veranderen?",
            "Que changeriez-vous à l’accord ?",
            "What would you change about the agreement?",
        ),
    ),
    name=gettext_lazy("Nazicht van een afspraak"),
)  # fmt: skip
