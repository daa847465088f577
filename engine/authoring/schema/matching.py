"""The shape of matching.yaml: who may be brought into contact with whom."""

from typing import Any

from engine.authoring.schema.parts import closed, flag, identifier, keyed, option_value, several, title, whole

MOST_POINTS = 1000
_POINTS = whole("What it is worth. The points of all that are met are added up.", 0, MOST_POINTS)
_QUESTION = identifier("A question.")
_OFFER = closed(
    "an offer",
    {
        "question": identifier("The question with what they can offer others."),
        "any_of": several(
            option_value("An option."), "Who chose one of these offers something. Left out: any, but exclusive ones."
        ),
    },
    ["question"],
    "Only who offers something is proposed.",
)
_MIX = closed(
    "a mix",
    {
        "question": identifier("The question, such as that of the sector."),
        "at_least": whole("So many of those who are shown gave another answer, if there are any.", 1, 20),
    },
    ["question", "at_least"],
    "Not only more of the same: some of those who are shown gave another answer to this question.",
)
_FURTHER = closed(
    "a next step",
    {
        "question": _QUESTION,
        "order": several(option_value("An option."), "The options in the order in which one follows the other.", 2),
    },
    ["question", "order"],
    "The other is one step further in an order.",
)
_CLASSES = closed(
    "the classes of a number",
    {
        "question": _QUESTION,
        "from": several(
            whole("The lowest value of a class.", 0, 10**9), "Where each class begins, the lowest first.", 2
        ),
    },
    ["question", "from"],
    "Both numbers are in the same class.",
)
_CRITERION = closed(
    "a criterion",
    {
        "id": identifier("The id of the criterion."),
        "title": title("What the coordinator reads as the reason, such as: same sector."),
        "points": _POINTS,
        "points_by_challenge": keyed(_POINTS, "Other points for some challenges (ids of dimensions)."),
        "required": flag("Who does not meet it is not shown, unless nobody meets it."),
        "on_track": flag("The other's score of the challenge is in a band with the tone `good`."),
        "same": several(_QUESTION, "Both gave the same answer to each of these questions."),
        "different": several(_QUESTION, "Both answered these questions, each in another way."),
        "shared": several(_QUESTION, "Their answers to these questions, taken together, have one in common."),
        "one_further": _FURTHER,
        "same_class": _CLASSES,
        "same_province": flag("Both places (see `place`) are in the same province."),
    },
    ["id", "title"],
    "What makes a good match. It is met when each of the conditions in it holds.",
)
_FIT = closed(
    "a fit",
    {
        "id": identifier("The id of the fit."),
        "title": title("What the coordinator reads as the reason."),
        "points": _POINTS,
        "question": identifier("A question of this survey."),
        "to": identifier("A question of the other survey: one of the answers is the same."),
        "any_of": several(option_value("An option."), "Or one of these options was chosen."),
    },
    ["id", "title", "points", "question"],
    "What makes a member of a lab fit, besides the challenge.",
)
_HELPS = closed(
    "the help of labs",
    {
        "survey": identifier("The survey of those whom they help."),
        "lab": identifier("The question which lab they belong to; its options are ids of the other survey's labs."),
        "challenges": identifier(
            "The question what they help with; its options are ids of the other survey's dimensions."
        ),
        "first_lab": whole(
            "Points when theirs is the first lab that the advice on the challenge names.", 0, MOST_POINTS
        ),
        "other_lab": whole("Points when it is another lab that the advice names.", 0, MOST_POINTS),
        "fits": several(_FIT, "What else makes them fit."),
    },
    ["survey", "lab", "challenges", "first_lab", "other_lab"],
    "For a survey that members of labs fill in: whom they help, and with what.",
)

MATCHING: dict[str, Any] = closed(
    "a matching file",
    {
        "consent": identifier("The consent (or confirmation) without which nobody is proposed."),
        "offer": _OFFER,
        "told": several(
            _QUESTION, "Public questions: what each hears of the other before both have said yes. Never names."
        ),
        "place": identifier("The question with the place; the province follows from it."),
        "count": whole("How many are shown. Left out: 5.", 1, 20),
        "mix": _MIX,
        "criteria": several(_CRITERION, "What makes a good match."),
        "helps": _HELPS,
    },
    ["consent"],
)
