"""The shape of scoring.yaml: bands, dimensions, groups, factors, balance and priorities."""

from typing import Any

from engine.authoring.schema.parts import (
    closed,
    fraction,
    identifier,
    keyed,
    one_of,
    several,
    text,
    title,
    whole,
)
from engine.scoring import Tone

_BAND = closed(
    "a band",
    {
        "id": identifier("How conditions and advice name this band."),
        "title": title("What people read: On track, Needs attention."),
        "from": whole("The lowest score in this band; it runs up to the band above it.", 0, 100),
        "tone": one_of(Tone, "How it is meant, for its colour: good, watch or hard."),
        "symbol": title("A sign beside the colour, so that the band can be told without colours."),
    },
    ["id", "title", "from", "tone", "symbol"],
)
_ENOUGH = closed(
    "an enough-data rule",
    {
        "answered": whole("At least this many of its questions must have an answer that counts.", 1, 1000),
        "share": fraction("At least this share of the weight that was asked must be answered, such as 60%."),
    },
    ["answered", "share"],
    "When there is enough to show a score.",
)
_DIMENSION = closed(
    "a dimension",
    {
        "id": identifier("The id of the dimension."),
        "code": title("A short code, for tables: LB."),
        "title": title("What people read."),
        "question": text("The one question this dimension answers."),
        "group": identifier("The group it belongs to."),
        "bands": identifier("The set of bands its score falls in."),
        "weights": keyed(
            fraction("The weight of this question: 1, 1/2, 0.5 or 50%."),
            "The questions that count, each with its weight: {l_trend: 1/2, l_opkomst: 1}.",
        ),
        "enough": _ENOUGH,
    },
    ["id", "title", "bands", "weights"],
)
_GROUP = closed(
    "a group",
    {
        "id": identifier("The id of the group; dimensions name it."),
        "title": title("What people read."),
        "share": fraction("At least this share of its dimensions must have a score. Default 1/2."),
    },
    ["id", "title"],
)
_FACTOR = closed(
    "a factor",
    {
        "id": identifier("The id of the factor."),
        "title": title("What people read."),
        "questions": several(identifier("A question with points."), "The questions that count, all equally."),
        "answered": whole("At least this many must have an answer that counts. Default 1.", 1, 1000),
    },
    ["id", "title", "questions"],
)
_BALANCE = closed(
    "a balance rule",
    {
        "groups": several(identifier("A group."), "The groups that are compared.", 2),
        "above": whole("Out of balance when highest and lowest differ by more than this.", 0, 100),
        "text": text("What is told when they are out of balance."),
    },
    ["groups", "above", "text"],
    "When groups are out of balance.",
)
_PRIORITIES = closed(
    "a priorities rule",
    {
        "count": whole("How many priorities are shown at most.", 1, 20),
        "choice": identifier(
            "The question in which people choose dimensions themselves; its options are dimension ids."
        ),
        "bonus": several(
            whole("The bonus of the first, second, ... choice.", 0, 100),
            "The bonus for what people chose, first first.",
        ),
        "unscored": whole("What a chosen dimension without a score counts as. Default 50.", 0, 100),
        "only_if_chosen": several(
            identifier("A band."), "Dimensions in these bands take part only when they were chosen."
        ),
    },
    ["count"],
    "What to tackle first: 100 minus the score, plus the bonus.",
)

SCORING: dict[str, Any] = closed(
    "a scoring file",
    {
        "bands": keyed(several(_BAND, "A set of bands, the highest first."), "Sets of bands, by id."),
        "enough": {**_ENOUGH, "description": "When there is enough to show a score; holds for every dimension."},
        "dimensions": several(_DIMENSION, "What is scored, in the order in which it is shown."),
        "groups": several(_GROUP, "Groups of dimensions."),
        "factors": several(_FACTOR, "Means over questions, across the dimensions."),
        "balance": _BALANCE,
        "priorities": _PRIORITIES,
    },
    ["bands", "dimensions"],
)
