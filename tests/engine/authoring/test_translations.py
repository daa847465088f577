import pytest

from engine.questionnaire import Pipe, Severity, Text
from tests.engine.authoring.surveys import ENGLISH, FILES, changed, compiled, diagnostics, found, only, sources


class TestEditions:
    def test_share_one_hash_and_know_each_other(self) -> None:
        questionnaire = compiled()
        english = questionnaire.in_language("en")
        assert questionnaire.languages == ("nl", "en")
        assert (english.language, english.source_language) == ("en", "nl")
        assert english.hash == questionnaire.hash
        assert english.in_language("nl") is questionnaire
        assert questionnaire.in_language("fr") is questionnaire

    def test_have_the_texts_of_the_translation(self) -> None:
        english = compiled().in_language("en")
        assert english.title == "The garden"
        assert english.sections[0].title == Text(("Beginning",))
        assert english.questions["fase"].text == Text(("Which phase is ", Pipe("naam"), " in?"))
        assert [option.label for option in english.questions["fase"].options] == ["Idea", "Growth"]
        assert [option.label for option in english.questions["samen"].options] == ["Not", "Yes", "I do not know"]
        assert english.questions["samen"].options is english.scales["mate"].options
        assert english.scoring.dimensions[0].title == "Working together"
        assert english.scoring.band_sets["standen"].bands[1].title == "Hard"
        assert english.scoring.groups[0].title == "Members"
        assert english.scoring.factors[0].title == "Use"

    def test_have_the_texts_that_types_have_of_their_own(self) -> None:
        english = compiled().in_language("en")
        assert getattr(english.questions["leden"].settings, "unit") == "members"  # noqa: B009  # any settings
        assert getattr(english.questions["mag_op_kaart"].settings, "purpose") == "A point on the map"  # noqa: B009

    def test_differ_in_nothing_else(self) -> None:
        dutch = compiled()
        english = dutch.in_language("en")
        assert list(english.questions) == list(dutch.questions)
        for name, question in dutch.questions.items():
            other = english.questions[name]
            assert (other.type, other.show_when, other.required, other.privacy) == (
                question.type, question.show_when, question.required, question.privacy,
            )  # fmt: skip
            assert [option.value for option in other.options] == [option.value for option in question.options]
            assert [option.points for option in other.options] == [option.points for option in question.options]
        assert english.scoring.dimensions[0].weights == dutch.scoring.dimensions[0].weights
        assert english.publication == dutch.publication


class TestGaps:
    def test_a_missing_text_is_a_warning_and_falls_back(self) -> None:
        files = changed("en.yaml", "{text: How many members are there?, unit: members}", "{unit: members}")
        diagnostic = only(files)
        assert (diagnostic.code, diagnostic.severity) == ("missing-translation", Severity.WARNING)
        assert diagnostic.summary == "No English text for `questions.leden.text`"
        assert (diagnostic.file, diagnostic.span.line, diagnostic.span.column) == ("en.yaml", 7, 3)
        assert compiled(files).in_language("en").questions["leden"].text == Text(("Hoeveel leden zijn er?",))

    def test_many_missing_texts_of_one_thing_are_told_once(self) -> None:
        files = sources({**FILES, "en.yaml": "survey: {title: The garden}\n"})
        (diagnostic,) = diagnostics(files)
        assert (diagnostic.code, diagnostic.span.line) == ("missing-translation", 1)
        assert "and 15 more" in diagnostic.summary

    def test_a_label_without_letters_needs_no_translation(self) -> None:
        files = changed("questionnaire.yaml", "label: Idee", "label: 10%")
        files["en.yaml"] = files["en.yaml"].replace(b"idee: Idea, ", b"")
        assert found(files) == []

    @pytest.mark.parametrize(
        ("old", "new", "hint", "line", "column"),
        [
            ("  fase: {", "  fse: {", "Did you mean `fase`?", 6, 3),
            ("idee: Idea", "ide: Idea", "Did you mean `idee`?", 6, 55),
            ("weet_niet: I do", "nvt: I do", "", 2, 33),
            ("groups: {leden: Members}", "groups: {leden: Members, geld: Money}", "", 13, 26),
            ("factors: {nut: Use}", "balance: x\nfactors: {nut: Use}", "", 14, 1),
            ("{text: We do it together.}", "{text: We do it together., help: Really}", "", 8, 37),
        ],
    )
    def test_a_text_that_belongs_to_nothing(self, old: str, new: str, hint: str, line: int, column: int) -> None:
        surplus = [each for each in diagnostics(changed("en.yaml", old, new)) if each.code == "superfluous-translation"]
        ((code, place),) = [(each.code, (each.span.line, each.span.column)) for each in surplus]
        assert (code, place) == ("superfluous-translation", (line, column))
        assert hint in surplus[0].hint

    def test_a_translation_into_the_source_language(self) -> None:
        assert found(sources({**FILES, "nl.yaml": ENGLISH})) == [("translation-of-source", "nl.yaml", 1, 1)]


class TestPipes:
    def test_another_answer_is_refused_at_its_place(self) -> None:
        missed, diagnostic = diagnostics(changed("en.yaml", "Which phase is {naam} in?", "Which phase is {leden} in?"))
        assert (diagnostic.code, diagnostic.severity, diagnostic.span.column) == (
            "translation-pipe",
            Severity.ERROR,
            32,
        )
        assert (missed.code, missed.severity) == ("translation-pipe", Severity.WARNING)

    def test_a_lone_brace(self) -> None:
        assert found(changed("en.yaml", "How many members are there?", "'How many } are there?'")) == [
            ("lone-brace", "en.yaml", 7, 27)
        ]


def test_a_list_has_as_many_texts_as_the_source() -> None:
    advice = "advice: {samenwerking: {bands: {goed: {text: Mooi}, zwaar: {text: Op, steps: [een, twee]}}}}\n"
    english = "advice: {samenwerking: {bands: {goed: {text: Fine}, zwaar: {text: Up, steps: [one]}}}}\n"
    files = sources({**FILES, "advice.yaml": advice, "en.yaml": ENGLISH + english})
    assert found(files) == [("translation-length", "en.yaml", 15, 71)]
