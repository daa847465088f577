from fractions import Fraction

import pytest

from engine.advice import Advice, BandAdvice, Lab
from engine.expressions.tree import Span as ExpressionSpan
from engine.publication import (
    ComparisonRules,
    ComparisonStep,
    ContactRules,
    DuplicateRules,
    Indicator,
    Location,
    PublicField,
)
from engine.questionnaire import Missing, Pipe, Privacy, Text
from engine.scoring import EnoughRule, Priorities, Weight
from tests.engine.authoring.surveys import (
    FILES,
    QUESTIONNAIRE,
    SCORING,
    changed,
    compiled,
    diagnostics,
    found,
    only,
    sources,
    with_questions,
)


class TestQuestions:
    def test_come_in_order_with_what_they_declare(self) -> None:
        questionnaire = compiled()
        assert list(questionnaire.questions) == ["naam", "fase", "leden", "samen", "alleen", "mag_op_kaart"]
        fase = questionnaire.questions["fase"]
        assert questionnaire.questions["naam"].required
        assert not fase.required
        assert fase.text == Text(("In welke fase is ", Pipe("naam"), "?"))
        assert fase.privacy is Privacy.ORGANISATION
        assert [option.value for option in fase.options] == ["idee", "groei"]
        leden = questionnaire.questions["leden"]
        assert leden.show_when is not None
        assert leden.show_when.source == 'fase != "idee"'
        assert questionnaire.questions["mag_op_kaart"].privacy is Privacy.CONSENT

    def test_statements_become_questions_on_their_scale(self) -> None:
        questionnaire = compiled()
        samen, alleen = questionnaire.questions["samen"], questionnaire.questions["alleen"]
        assert (samen.type, samen.scale, samen.reversed, alleen.reversed) == ("scale", "mate", False, True)
        assert samen.options is questionnaire.scales["mate"].options
        assert samen.options[2].missing is Missing.DONT_KNOW
        assert samen.options[1].points == 100

    def test_a_statement_has_what_its_block_says_unless_it_says_otherwise(self) -> None:
        files = changed(
            "questionnaire.yaml",
            "          - scale: mate\n",
            "          - scale: mate\n            required: true\n            privacy: person\n",
        )
        files["questionnaire.yaml"] = files["questionnaire.yaml"].replace(
            b"reversed: true}", b"reversed: true, required: false, privacy: public}"
        )
        questions = compiled(files).questions
        assert (questions["samen"].required, questions["samen"].privacy) == (True, Privacy.PERSON)
        assert (questions["alleen"].required, questions["alleen"].privacy) == (False, Privacy.PUBLIC)

    def test_a_statement_is_asked_when_both_conditions_hold(self) -> None:
        files = changed("questionnaire.yaml", "          - scale: mate\n",
                        "          - scale: mate\n            show_when: fase == \"groei\" or leden > 1\n")  # fmt: skip
        files["questionnaire.yaml"] = files["questionnaire.yaml"].replace(
            b"reversed: true}", b"reversed: true, show_when: leden > 5}"
        )
        questions = compiled(files).questions
        samen, alleen = questions["samen"].show_when, questions["alleen"].show_when
        assert samen is not None
        assert samen.source == 'fase == "groei" or leden > 1'
        assert alleen is not None
        assert alleen.source == '(fase == "groei" or leden > 1) and (leden > 5)'
        assert alleen.names == ("fase", "leden")

    @pytest.mark.parametrize(
        ("block", "own", "line", "column"),
        [('fase == "groi"', "leden > 5", 39, 32), ("leden > 1", 'fase == "groi"', 42, 101)],
    )
    def test_a_mistake_in_either_condition_is_told_at_its_place(
        self, block: str, own: str, line: int, column: int
    ) -> None:
        text = QUESTIONNAIRE.replace(
            "          - scale: mate\n", f"          - scale: mate\n            show_when: {block}\n"
        )
        text = text.replace("reversed: true}", f"reversed: true, show_when: '{own}'}}")
        places = {
            (each.code, each.span.line, each.span.column)
            for each in diagnostics(sources({**FILES, "questionnaire.yaml": text}))
        }
        assert places == {("not-an-option", line, column)}

    def test_options_of_a_choice_may_be_those_of_a_scale(self) -> None:
        files = with_questions("          {id: q, type: single_choice, text: Q, options: mate}")
        files["questionnaire.yaml"] += b"scales: {mate: [{value: 1, label: A}, {value: 2, label: B}]}\n"
        question = compiled(files).questions["q"]
        assert question.scale == "mate"
        assert [option.number for option in question.options] == [1, 2]

    @pytest.mark.parametrize(
        ("written", "value", "number"),
        [("4", "4", 4), ('"4"', "4", 4), ("0", "0", 0), ("012", "012", None), ("2_3", "2_3", None), ("no", "no", None),
         ("12:30", None, None), ("10_25", "10_25", None)],
    )  # fmt: skip
    def test_an_option_value_is_what_was_written(self, written: str, value: str | None, number: int | None) -> None:
        files = with_questions(
            f"          {{id: q, type: single_choice, text: Q, options: [{{value: {written}, label: A}}, {{value: b, label: B}}]}}"
        )
        if value is None:
            assert only(files).code == "bad-format"
        else:
            option = compiled(files).questions["q"].options[0]
            assert (option.value, option.number) == (value, number)

    def test_a_calculated_value_knows_its_type(self) -> None:
        files = with_questions(
            "          {id: a, type: integer, text: A, min: 0, max: 9},\n"
            "          {id: b, type: calculated, text: B, value: a * 2},\n"
            "          {id: c, type: calculated, text: C, value: b > 4},\n"
            "          {id: d, type: short_text, text: D, show_when: c}"
        )
        assert [each for each in found(files) if each[0] == "type-mismatch"] == []
        compiled(files)

    @pytest.mark.parametrize("points", ["500", "1000/3", "200/1"])
    def test_points_as_a_fraction_stay_in_range_too(self, points: str) -> None:
        diagnostic = only(changed("questionnaire.yaml", "points: 100", f"points: '{points}'"))
        assert (diagnostic.code, diagnostic.span.column) == ("number-out-of-range", 38)

    def test_points_are_exact(self) -> None:
        scale = compiled(changed("questionnaire.yaml", "points: 100", "points: 100/3")).scales["mate"]
        assert scale.options[1].points == Fraction(100, 3)

    def test_an_unknown_scale_is_told_once(self) -> None:
        diagnostic = only(changed("questionnaire.yaml", "          - scale: mate\n", "          - scale: maat\n"))
        assert (diagnostic.code, diagnostic.hint) == ("unknown-scale", "Did you mean `mate`?")


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("Hoe heet {naam}?", ("Hoe heet ", Pipe("naam"), "?")),
            ("{naam}", (Pipe("naam"),)),
            ("{{naam}}", ("{naam}",)),
            ("{{{naam}}}", ("{", Pipe("naam"), "}")),
            ("een {{ en een }}", ("een { en een }",)),
        ],
    )
    def test_pipes(self, text: str, parts: tuple[str | Pipe, ...]) -> None:
        questionnaire = compiled(changed("questionnaire.yaml", "Hoeveel leden zijn er?", f"'{text}'"))
        assert questionnaire.questions["leden"].text == Text(parts)

    @pytest.mark.parametrize(
        ("text", "column"),
        [("a { b", 22), ("a } b", 22), ("{naam", 20), ("{ naam }", 20), ("{Naam}", 20), ("{}", 20)],
    )
    def test_a_brace_alone(self, text: str, column: int) -> None:
        files = changed("questionnaire.yaml", "Hoeveel leden zijn er?", f"'{text}'")
        codes = {(each.code, each.span.line) for each in diagnostics(files)}
        assert codes == {("lone-brace", 31)}
        assert diagnostics(files)[0].span.column == column

    def test_the_place_of_a_brace_in_a_block(self) -> None:
        files = changed(
            "questionnaire.yaml", "Hoeveel leden zijn er?", "|\n              Hoeveel\n              leden { zijn er?"
        )
        assert found(files) == [("lone-brace", "questionnaire.yaml", 33, 21)]


class TestScoring:
    def test_weights_are_exact(self) -> None:
        text = SCORING.replace("{samen: 1, alleen: 1/2}", "{samen: 12.5%, alleen: 0.1}")
        (dimension,) = compiled({**FILES, "scoring.yaml": text}).scoring.dimensions
        assert dimension.weights == (Weight("samen", Fraction(1, 8)), Weight("alleen", Fraction(1, 10)))
        assert dimension.enough == EnoughRule(1, Fraction(1, 2))

    def test_a_dimension_may_have_a_rule_of_its_own(self) -> None:
        text = SCORING.replace("    group: leden\n", "    group: leden\n    enough: {answered: 2, share: 1}\n")
        (dimension,) = compiled({**FILES, "scoring.yaml": text}).scoring.dimensions
        assert dimension.enough == EnoughRule(2, Fraction(1))

    def test_members_of_a_group_are_the_dimensions_that_name_it(self) -> None:
        (group,) = compiled().scoring.groups
        assert (group.dimensions, group.share) == (("samenwerking",), Fraction(1, 2))

    def test_bands_and_priorities(self) -> None:
        text = SCORING + "priorities: {count: 2, bonus: [20, 10], unscored: 40, only_if_chosen: [goed]}\n"
        scoring = compiled({**FILES, "scoring.yaml": text}).scoring
        assert scoring.priorities == Priorities(2, None, (20, 10), 40, frozenset({"goed"}))
        assert scoring.band_sets["standen"].band_of(50).id == "goed"
        assert scoring.band_sets["standen"].band_of(49).id == "zwaar"


class TestPublication:
    def test_fields_location_and_contact(self) -> None:
        text = (
            "contact: {title: naam}\n"
            "map_entry:\n"
            "  consent: mag_op_kaart\n"
            "  fields: {name: {question: naam, consent: mag_op_kaart}, phase: fase}\n"
            "  location: {place: naam, precision: fase, precision_values: {idee: place, groei: point}}\n"
            "  filters: [phase]\n"
            "monitor:\n"
            "  consent: mag_op_kaart\n"
            "  indicators:\n"
            "    - {id: fasen, title: Fasen, questions: [fase], by: [fase]}\n"
            "    - {id: standen, title: Standen, dimensions: all}\n"
        )
        files = {name: each for name, each in FILES.items() if name != "en.yaml"}
        public = QUESTIONNAIRE.replace("type: single_choice", "type: single_choice\n            privacy: public")
        files["questionnaire.yaml"] = public
        publication = compiled({**files, "publication.yaml": text}).publication
        assert publication.contact == ContactRules(title="naam")
        assert publication.map_entry is not None
        assert publication.map_entry.fields == (
            PublicField("name", "naam", "mag_op_kaart"),
            PublicField("phase", "fase"),
        )
        assert publication.map_entry.location == Location("naam", None, "fase", {"idee": "place", "groei": "point"})
        assert publication.map_entry.filters == ("phase",)
        assert publication.monitor is not None
        assert publication.monitor.indicators == (
            Indicator("fasen", "Fasen", ("fase",), (), ("fase",)),
            Indicator("standen", "Standen", (), ("samenwerking",), ()),
        )
        assert publication.comparison is None

    def test_the_steps_of_a_comparison_are_kept_in_order(self) -> None:
        text = (
            "comparison:\n"
            "  consent: mag_op_kaart\n"
            "  steps: [{id: fase, title: clubs in deze fase, by: [fase]}, {id: alle, title: clubs erbij}]\n"
        )
        files = {
            **FILES,
            "publication.yaml": text,
            "en.yaml": FILES["en.yaml"] + "comparison: {fase: clubs in this phase, alle: all clubs}\n",
        }
        questionnaire = compiled(files)
        fase, alle = ComparisonStep("fase", "clubs in deze fase", ("fase",)), ComparisonStep("alle", "clubs erbij")
        assert questionnaire.publication.comparison == ComparisonRules("mag_op_kaart", (fase, alle))
        english = questionnaire.in_language("en").publication.comparison
        assert english is not None
        assert [step.title for step in english.steps] == ["clubs in this phase", "all clubs"]

    def test_what_review_looks_at(self) -> None:
        text = (
            "review:\n"
            "  duplicates: {name: naam}\n"
            "  definition: {no: [leden < 3, fase == 'idee']}\n"
            "  mandate: fase == 'idee'\n"
            "  texts: [naam]\n"
            "  points: [{id: groen, text: Is het groen?}, {id: klein, text: Klein, when: leden < 9}]\n"
        )
        english = FILES["en.yaml"] + "review_points: {groen: Is it green?, klein: Small}\n"
        questionnaire = compiled({**FILES, "publication.yaml": text, "en.yaml": english})
        review = questionnaire.publication.review
        assert review.duplicates == DuplicateRules("naam")
        assert review.definition is not None
        assert review.mandate is not None
        assert [each.source for each in review.definition.no] == ["leden < 3", "fase == 'idee'"]
        assert (review.definition.doubt, review.texts) == ((), ("naam",))
        assert [(each.id, each.when is None) for each in review.points] == [("groen", True), ("klein", False)]
        points = questionnaire.in_language("en").publication.review.points
        assert [each.text for each in points] == ["Is it green?", "Small"]

    def test_advice(self) -> None:
        advice = (
            "labs: [{id: lab, title: Lab, description: Een lab}]\n"
            "advice:\n"
            "  samenwerking:\n"
            "    labs: [lab]\n"
            "    materials: [gids]\n"
            "    bands: {goed: {text: Mooi}, zwaar: {text: Kom op, steps: [een, twee]}}\n"
        )
        files = {name: each for name, each in FILES.items() if name != "en.yaml"}
        questionnaire = compiled({**files, "advice.yaml": advice})
        assert questionnaire.labs == (Lab("lab", "Lab", "Een lab"),)
        bands = {"goed": BandAdvice("Mooi"), "zwaar": BandAdvice("Kom op", ("een", "twee"))}
        assert dict(questionnaire.advice) == {
            "samenwerking": Advice("samenwerking", bands, ("lab",), "", ("gids",), ())
        }


class TestWhatCannotBeBuilt:
    def test_a_question_that_is_wrong_is_not_missed_where_it_is_named(self) -> None:
        files = changed("questionnaire.yaml", "type: single_choice", "type: keuze")
        assert [each[0] for each in found(files)] == ["unknown-type"]

    def test_but_others_are_checked_still(self) -> None:
        files = changed("questionnaire.yaml", "type: integer", "type: int")
        text = files["questionnaire.yaml"].decode().replace('fase != "idee"', 'fase != "ide"')
        text = text.replace("{samen: 1", "{smen: 1").replace("text: We doen het samen.", "text: 'We { samen.'")
        assert {each[0] for each in found({**files, "questionnaire.yaml": text.encode()})} >= {
            "unknown-type",
            "lone-brace",
        }

    def test_settings_that_do_not_go_together(self) -> None:
        assert found(changed("questionnaire.yaml", "min: 0", "min: 2000")) == [
            ("minimum-above-maximum", "questionnaire.yaml", 33, 18)
        ]

    def test_an_expression_that_cannot_be_read(self) -> None:
        files = changed("questionnaire.yaml", 'show_when: fase != "idee"', 'show_when: "fase != \\"idee\\" en leden"')
        ((code, _, line, column),) = found(files)
        assert (code, line) == ("expression-syntax", 35)
        assert column >= 38


def test_places_inside_an_expression() -> None:
    from engine.authoring.build import build
    from engine.authoring.build.part import Workbench
    from engine.authoring.document import read

    bench = Workbench()
    documents = {}
    for name in ("questionnaire", "scoring", "publication"):
        document, _ = read(f"{name}.yaml", FILES[f"{name}.yaml"].encode())
        assert document is not None
        documents[name] = document
    build(bench, documents, "0" * 64, trusted=True)
    span = bench.places.inside(("question", "leden", "show_when"), ExpressionSpan(8, 14))
    assert (span.line, span.column, span.end_column) == (35, 32, 38)
    assert bench.places.of("question", "fase", "option", "idee").column == 25
    assert bench.places.of("question", "samen", "option", "1").line == 38
    assert bench.places.of("question", "fase", "help") == bench.places.of("question", "fase")
    assert bench.places.of("question", "fase", "text", "pipe", "naam").column == 36
    assert bench.places.of("dimension", "samenwerking", "weights", "alleen").file == "scoring.yaml"
    assert bench.places.of("map_entry", "fields", "name").column == 18
    assert bench.places.of("nothing", "at", "all").line == 1
