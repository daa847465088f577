"""The words that names and texts are made of. They are meant to be seen through: no organisation is called like this."""

from typing import Final

KINDS: Final = (
    "Coöperatie", "Vereniging", "Collectief", "Buurtcoöperatie", "Dorpscollectief", "Bewonersgroep", "Stichting",
    "Wijkvereniging", "Streekcollectief", "Samenwerking",
)  # fmt: skip
MANNERS: Final = (
    "Bescheiden", "Blauwe", "Breiende", "Dansende", "Dichtende", "Dromende", "Fietsende", "Fluitende", "Geduldige",
    "Gestreepte", "Giechelende", "Gouden", "Hinkelende", "Jonglerende", "Kaatsende", "Kleurige", "Knikkende", "Lachende",
    "Lezende", "Mompelende", "Neuriënde", "Nieuwsgierige", "Paarse", "Pratende", "Rekenende", "Rozerode", "Schaatsende",
    "Schilderende", "Slaperige", "Spinnende", "Springende", "Stuiterende", "Tellende", "Timmerende", "Toverende",
    "Trommelende", "Vouwende", "Wandelende", "Zevende", "Zingende",
)  # fmt: skip
ANIMALS: Final = (
    "Albatros", "Alpaca", "Bever", "Bidsprinkhaan", "Capibara", "Dodo", "Dromedaris", "Eekhoorn", "Egel", "Eland",
    "Flamingo", "Forel", "Gekko", "Gibbon", "Giraffe", "Goudvink", "Hamster", "Hermelijn", "IJsvogel", "Inktvis",
    "Jakhals", "Kameleon", "Kikker", "Koala", "Krokodil", "Lama", "Leguaan", "Libel", "Lynx", "Manenwolf", "Mammoet",
    "Marmot", "Meerkat", "Mol", "Narwal", "Nijlpaard", "Octopus", "Okapi", "Otter", "Panda", "Papegaai", "Pelikaan",
    "Pinguïn", "Poema", "Quetzal", "Rendier", "Salamander", "Schildpad", "Stekelvarken", "Tapir", "Toekan", "Uil",
    "Vogelbekdier", "Walrus", "Wasbeer", "Wombat", "Zebra", "Zeehond", "Zeepaard", "Zwaluw",
)  # fmt: skip
FIRST_NAMES: Final = (
    "Alex", "Bo", "Charlie", "Dani", "Elis", "Fem", "Guus", "Imre", "Jip", "Kim", "Lou", "Maan", "Noor", "Pim", "Puck",
    "Robin", "Sam", "Sascha", "Teun", "Wil",
)  # fmt: skip
SENTENCES: Final = {
    "nl": (
        "We zijn klein begonnen en doen het samen.",
        "Iedereen in de buurt kan meedoen, met tijd, kennis of geld.",
        "Wat we verdienen, gaat terug naar het dorp.",
        "Elke maand komen we bij elkaar om te beslissen wat er nodig is.",
        "We delen wat we hebben en onderhouden het met elkaar.",
        "Nieuwe leden krijgen een maatje dat hen wegwijs maakt.",
        "Het afgelopen jaar ging veel tijd naar overleg met de gemeente.",
        "We zoeken nog mensen die mee willen trekken.",
        "Dit voorbeeld is verzonnen.",
    ),
    "en": (
        "We began small, and we do it together.",
        "Everybody around here can take part, with time, knowledge or money.",
        "What we earn goes back to the village.",
        "Every month we meet to decide what is needed.",
        "We share what we have, and look after it together.",
        "Last year much time went into talks with the municipality.",
        "This example is made up.",
    ),
}
PHRASES: Final = {
    "nl": ("Samen aan de slag", "Buurtoverleg", "Meedenken", "Van alles wat", "Nog te bepalen"),
    "en": ("Working together", "Neighbourhood talks", "Thinking along", "A bit of everything", "To be decided"),
}
ABOUT_THE_STORY: Final = "omschrijving"
"""In reasons that ask something about it."""
REASONS: Final = {
    "request_changes": (
        "Kunnen jullie in de omschrijving vertellen voor wie jullie er zijn?",
        "De plaats en de postcode horen niet bij elkaar. Kijken jullie dat na?",
        "In de omschrijving staat een naam van een persoon. Haal je die weg?",
    ),
    "reject": (
        "Dit is een bedrijf en geen groep burgers die samen beslist. Daarom past het niet op de kaart.",
        "Jullie staan er al op, met een eerdere aanmelding. Pas die gerust aan.",
    ),
    "approve": ("", "Welkom op de kaart.", "Mooie omschrijving, welkom.", ""),
}
