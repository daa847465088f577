"""Whether an e-mail address looks like that of one person: `jan.jansen@`, `j.de.vries@`, and not `info@` or `bestuur.oost@`.

A guess from how the part before the @ is written, for a friendly question back; never a reason to refuse anything. It says
no where it cannot tell: `jan@` may be a person as well as a club.
"""

import re

_WORDS = re.compile(r"[._]+")
_NAME = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*[0-9]{0,4}")
_JOINED = re.compile(r"[._-]+")
_LONGEST = 320

_OF_GROUPS = """
aanmelden aanmelding aanvraag abonnementen administratie admin advies afdeling agenda algemeen balie beheer beheerder bestuur
bestuurslid boekhouding bouw buurt buurthuis club collectief commissie communicatie contact cooperatie coordinatie coordinator
dagelijks dienst directie donateurs dorp dorpshuis dorpsraad duurzaam energie evenementen events facturen facturatie finance
financien geen gemeente gezamenlijk groep hallo hello help helpdesk huis hulp huur info informatie inschrijven inschrijving
jeugd kantoor kas kern klacht klachten klantenservice leden ledenadministratie ledenraad lid locatie loket mail mailing media
medewerker meedoen melding nieuws nieuwsbrief no noreply office omgeving onderhoud ons onderling ontvangst oost noord west zuid
organisatie park penningmeester pers platform portaal post postbus postmaster press privacy programma project projecten
projectleider raad receptie redactie reply reserveren reservering sales samen secretariaat secretaris secretary service shop
socials stadsdeel stichting steunpunt stuurgroep support team tuin vereniging verhuur verkoop voedsel voorzitter
vragen vrijwilliger vrijwilligers webmaster website welkom welzijn werk werkgroep wijk winkel wonen woning zaken zorg
"""
GENERAL = frozenset(_OF_GROUPS.split())
"""Words, in Dutch and English, that tell of a task or a group."""
_FAMILY_NAME_PARTS = frozenset(
    {"de", "den", "der", "van", "von", "ten", "ter", "te", "het", "el", "al", "la", "le", "du", "da", "di", "dos"}
)


def looks_personal(text: str) -> bool:
    """Whether `text` is an e-mail address of the form first name (or initials), separator, family name."""
    local, at, domain = text.strip().casefold().rpartition("@")
    if not at or not local or len(text) > _LONGEST:
        return False
    words = [word for word in _WORDS.split(local.partition("+")[0]) if word]
    named = [word for word in words if word not in _FAMILY_NAME_PARTS]
    if len(words) < 2 or not named or not all(_NAME.fullmatch(word) for word in words):
        return False
    if max(map(len, named)) < 2 or GENERAL.intersection(part for word in words for part in word.split("-")):
        return False
    told = _JOINED.sub("", domain.rpartition(".")[0])
    # `de.linde@delinde.nl` is the club itself; `jan.jansen@jansen.nl` is not.
    return _JOINED.sub("", local) not in told
