"""The definition test: one no, or a doubt, has to be talked about; two may mean that it does not fit."""

from collections.abc import Iterator

from results.flags.found import Found, Rule, Subject

DISCUSS = "discuss"
MAY_NOT_FIT = "may_not_fit"
_TOO_MANY = 2


def check(subject: Subject) -> Iterator[Found]:
    """The outcome of the test, unless everything is as it should be."""
    no, doubt = subject.holding.no, subject.holding.doubt
    if not no and not doubt:
        return
    verdict = MAY_NOT_FIT if len(no) >= _TOO_MANY else DISCUSS
    questions = list(dict.fromkeys(name for named in (*no, *doubt) for name in named))
    yield Found(Rule.DEFINITION, {"verdict": verdict, "no": len(no), "questions": list(questions)})
