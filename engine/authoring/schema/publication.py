"""The shapes of publication.yaml (contact, map entry, Monitor, comparison, review) and advice.yaml (labs, advice by band)."""

from typing import Any

from engine.authoring.schema.parts import closed, condition, identifier, keyed, one_of, several, text, title

MOST = 1_000_000_000
PRECISIONS = ("place", "postcode4", "point")

_CONTACT = closed(
    "the contact rule",
    {
        "name": identifier("The question with the name of who filled it in."),
        "email": identifier("The question with the e-mail address of who filled it in."),
        "title": identifier("The question with what the submission is called in lists."),
    },
    description="Which questions tell who filled in the survey. Only the coordinator sees them.",
)
_FIELD = {
    "type": ["string", "object"],
    "title": "a public field",
    "additionalProperties": False,
    "required": ["question"],
    "properties": {
        "question": identifier("The question whose answer is shown."),
        "consent": identifier("A consent of its own that must be given too."),
    },
    "pattern": "^[a-z][a-z0-9_]{0,59}$",
    "description": "The id of a question; or {question, consent} when it needs a consent of its own.",
}
_LOCATION = closed(
    "a location",
    {
        "place": identifier("The question with the name of the place."),
        "postcode": identifier("The question with the postcode."),
        "point": identifier("The question with the point, for who chose to be shown that precisely."),
        "precision": identifier("The question in which people choose how precisely they are shown."),
        "precision_values": {
            "type": "object",
            "additionalProperties": one_of(PRECISIONS, "place, postcode4 or point."),
            "description": "What each option of that question means: place, postcode4 or point.",
        },
    },
    ["place"],
    "Which questions place the entry on the map.",
)
_FILTER = {
    "type": ["string", "object"],
    "title": "a filter",
    "additionalProperties": False,
    "required": ["field"],
    "properties": {
        "field": identifier("The name of a field."),
        "classes_from": several(
            {"type": "integer", "minimum": -MOST, "maximum": MOST},
            "Where each class begins after the first, for a year or whole number: [2005, 2010] makes three classes.",
        ),
    },
    "pattern": "^[a-z][a-z0-9_]{0,59}$",
    "description": "The name of a field; or {field, classes_from} when visitors choose among classes of a year or number.",
}
_MAP_ENTRY = closed(
    "the map entry",
    {
        "consent": identifier("The consent without which nothing is shown."),
        "fields": keyed(_FIELD, "The public fields, by name. Nothing else is ever shown."),
        "location": _LOCATION,
        "filters": several(_FILTER, "Fields by which visitors may filter, the most telling first."),
    },
    ["consent", "fields"],
    "What of an approved submission becomes public.",
)
_DIMENSIONS = {
    "type": ["array", "string"],
    "title": "a list of dimensions",
    "items": identifier("A dimension."),
    "minItems": 1,
    "pattern": "^all$",
    "description": "The dimensions it counts: `all`, or a list.",
}
_INDICATOR = closed(
    "an indicator",
    {
        "id": identifier("The id of the indicator."),
        "title": title("What people read."),
        "questions": several(identifier("A question."), "The questions it counts."),
        "dimensions": _DIMENSIONS,
        "by": several(identifier("A question."), "The questions by which it may be broken down."),
    },
    ["id", "title"],
)
_MONITOR = closed(
    "the Monitor",
    {
        "consent": identifier("The consent without which an answer does not count."),
        "indicators": several(_INDICATOR, "The figures, in the order in which they are shown."),
    },
    ["consent", "indicators"],
    "What the public Monitor shows.",
)
_STEP = closed(
    "a step of the comparison",
    {
        "id": identifier("The id of the step."),
        "title": title("What its members are called, such as: collectives in the same sector."),
        "by": several(
            identifier("A question."), "The questions to which they gave the same answer. Left out: everybody."
        ),
    },
    ["id", "title"],
)
_COMPARISON = closed(
    "the comparison",
    {
        "consent": identifier("The consent without which a scan does not count."),
        "steps": several(
            _STEP, "The groups to compare with, the narrowest first. The first that is large enough is used."
        ),
    },
    ["consent", "steps"],
    "With whom respondents can compare their scores.",
)

_DUPLICATES = closed(
    "the duplicates rule",
    {
        "name": identifier("The question with the name of the collective."),
        "place": identifier("The question with its place. Left out: that of the map entry."),
        "website": identifier("The question with its website."),
        "number": identifier("The question with its number in a register, such as that of the Chamber of Commerce."),
    },
    ["name"],
    "Which questions tell that two submissions are of the same collective.",
)
_DEFINITION = closed(
    "the definition test",
    {
        "no": several(condition("A condition."), "Conditions; each that holds counts as one no. Two: may not fit."),
        "doubt": several(condition("A condition."), "Conditions; where one holds it has to be talked about."),
    },
    ["no"],
    "Whether a submission is what the survey is about.",
)
_POINT = closed(
    "a review point",
    {
        "id": identifier("The id of the point."),
        "text": title("What the coordinator reads."),
        "when": condition("A flag is raised where this holds. Left out: always something to look at."),
    },
    ["id", "text"],
)
_REVIEW = closed(
    "the review",
    {
        "duplicates": _DUPLICATES,
        "definition": _DEFINITION,
        "mandate": condition("Where this holds it is not sure that the respondent may speak for the collective."),
        "texts": several(identifier("A question."), "Texts that are to name no person and to advertise nothing."),
        "points": several(_POINT, "What else the coordinator is to look at, in your own words."),
    },
    description="What a submission is looked at for before a coordinator decides.",
)

PUBLICATION: dict[str, Any] = closed(
    "a publication file",
    {"contact": _CONTACT, "map_entry": _MAP_ENTRY, "monitor": _MONITOR, "comparison": _COMPARISON, "review": _REVIEW},
)

_LAB = closed(
    "a lab",
    {
        "id": identifier("The id of the lab."),
        "title": title("What people read."),
        "description": text("What the lab can do."),
    },
    ["id", "title", "description"],
)
_BAND_ADVICE = closed(
    "the advice for a band",
    {
        "text": text("What is said to somebody whose score is in this band."),
        "steps": several(text("One step."), "What to do, first first."),
    },
    ["text"],
)
_ADVICE = closed(
    "the advice on a dimension",
    {
        "labs": several(identifier("A lab."), "The labs that can help, the best fitting first."),
        "peers": text("Which other respondents can help."),
        "materials": several(title("A kind of material."), "Kinds of material that help."),
        "themes": several(title("A theme."), "Themes to look for."),
        "bands": keyed(_BAND_ADVICE, "What is said, by band."),
    },
    ["bands"],
)

ADVICE: dict[str, Any] = closed(
    "an advice file",
    {
        "labs": several(_LAB, "The communities that can help."),
        "advice": keyed(_ADVICE, "The advice, by dimension."),
    },
    ["advice"],
)
