"""The texts of the PDF, by the names under which profile.typ knows them. The page has the same ones in its template."""

from webform.language import gettext


def _(text: str, **values: object) -> str:
    return gettext(text, **values).unescape()


def paper_words() -> dict[str, str]:
    """Headings and fixed sentences, in the language of the reader."""
    return {
        "page": _("Page"),
        "coordinator_wrote": _("The coordinator wrote:"),
        "first": _("Where you could start"),
        "chosen": _("You chose this one yourselves."),
        "lab": _("Fitting lab:"),
        "peers": _("With whom:"),
        "all": _("All challenges"),
        "meaning": _("From 0 to 100. A score is a starting point for a conversation, not a grade."),
        "challenge": _("Challenge"),
        "stand": _("Where you stand"),
        "from_to": _("From 0 to 100"),
        "score": _("Score"),
        "median": _("Median"),
        "picture": _("The same in one picture"),
        "dashed": _("The dashed line is the median of similar collectives."),
        "balance": _("In balance?"),
        "part": _("Part"),
        "factors": _("Factors"),
        "factor": _("Factor"),
        "previous": _("Since your previous scan"),
        "not_named": _("Differences of fewer than 5 points are not mentioned."),
        "no_difference": _("Nothing differs by 5 points or more."),
        "strong": _("Your strengths"),
        "share": _("Would you share your experience?"),
        "share_how": _(
            "Other collectives can learn from it. A visit, a conversation or a document already helps a lot."
        ),
        "also": _("What we say about the other challenges"),
        "contact": _("Ask for contact, or offer your experience"),
        "contact_first": _(
            "We never tell a lab or another collective that you could use help. You ask for it yourselves:"
        ),
    }


def contact_steps(may_ask: bool) -> list[str]:
    """How to ask for contact: with the button on the page, where there is one now."""
    if may_ask:
        return [
            _("Open your scan, and press “Ask for contact” at a challenge on the page of your profile."),
            _(
                "The coordinator looks for another collective or a member of a lab, and proposes somebody without names."
            ),
            _("Only when both of you say yes, you get each other’s details."),
        ]
    return [
        _("Write to the coordinator."),
        _(
            "Name your collective, the challenge, and the lab or kind of collective you are looking for; or what you can offer others."
        ),
        _("The coordinator proposes somebody. Only when both of you say yes, you get each other’s details."),
    ]


def contact_offer(may_ask: bool) -> str:
    """How to offer experience, where asking goes with the button; else the steps tell it too."""
    if not may_ask:
        return ""
    return _(
        "Do you want to offer your experience? Say in your answers what you can offer others, and give your consent to be brought into contact."
    )
