"""The fields that are several controls together: an order, parts of a total, a date."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from webform.fields.base import AnswerField
from webform.language import gettext as _


class PartsField(AnswerField):
    """A field in several controls; `data` keeps what was typed in each. The first has the question's own id."""

    def parts(self) -> Mapping[str, str]:
        """The name of the control of every part, in order."""
        raise NotImplementedError

    def take(self, typed: Mapping[str, str]) -> None:
        """Make the raw answer from what was typed in the parts."""
        raise NotImplementedError

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = []
        self.process_data(data)
        if formdata is not None:
            self.take({part: (formdata.getlist(name) or [""])[0] for part, name in self.parts().items()})

    def _id(self, part: str) -> str:
        """The element id of a part; an error leads to the first."""
        parts = self.parts()
        return self.question.id if part == next(iter(parts)) else parts[part]


class RankingField(PartsField):
    """First, second, third: a drop-down list each, so that it works without dragging. `data`: values, first first."""

    macro = "ranking"

    def parts(self) -> Mapping[str, str]:
        count = min(self.settings.maximum or len(self.question.options), len(self.question.options))
        return {str(place): f"{self.name}-{place}" for place in range(1, count + 1)}

    def take(self, typed: Mapping[str, str]) -> None:
        # An empty place stays: someone who fills in first and third sees them there again.
        self.data = list(typed.values()) if any(typed.values()) else []

    def arguments(self) -> dict[str, Any]:
        ranked = [str(each) for each in self.data] if isinstance(self.data, list | tuple) else []
        ranked += [""] * len(self.question.options)
        placed = list(zip(self.parts().items(), ranked, strict=False))
        labels = {place: _place_label(int(place)) for (place, _name), _value in placed}
        # Where the same was chosen twice, those two are wrong; else all are.
        twice = {value for value in ranked if value and ranked.count(value) > 1}
        return super().arguments() | {
            "places": [
                {
                    "name": name,
                    "id": self._id(place),
                    "label": labels[place],
                    "wrong": self.problem is not None and (not twice or chosen in twice),
                    "options": [
                        {
                            "value": option.value,
                            "label": option.label,
                            "checked": option.value == chosen,
                            "taken": next(
                                (
                                    labels[other]
                                    for (other, _n), value in placed
                                    if value == option.value and other != place
                                ),
                                None,
                            ),
                        }
                        for option in self.offered()
                    ],
                }
                for (place, name), chosen in placed
            ]
        }


def _place_label(place: int) -> str:
    ordinals = (_("First"), _("Second"), _("Third"))
    return ordinals[place - 1] if place <= len(ordinals) else _("Number %(number)s", number=place)


class AllocationField(PartsField):
    """Parts of a total: a number per option. `data`: option value to what was typed."""

    macro = "allocation"

    def parts(self) -> Mapping[str, str]:
        return {option.value: f"{self.name}-{option.value}" for option in self.offered()}

    def take(self, typed: Mapping[str, str]) -> None:
        self.data = {part: text for part, text in typed.items() if text.strip()}

    def arguments(self) -> dict[str, Any]:
        typed = self.data if isinstance(self.data, dict) else {}
        names = self.parts()
        return super().arguments() | {
            "total": self.settings.total,
            "unit": self.settings.unit,
            "parts": [
                {
                    "name": names[option.value],
                    "id": self._id(option.value),
                    "label": option.label,
                    "value": typed.get(option.value, ""),
                }
                for option in self.offered()
            ],
        }


class DateField(PartsField):
    """Day, month, year. `data`: the three as one text, as `3-5-2024`."""

    macro = "date_input"
    PARTS: Final = ("day", "month", "year")

    def parts(self) -> Mapping[str, str]:
        return {part: f"{self.name}-{part}" for part in self.PARTS}

    def take(self, typed: Mapping[str, str]) -> None:
        texts = [text.strip() for text in typed.values()]
        self.data = "-".join(texts) if any(texts) else ""

    def arguments(self) -> dict[str, Any]:
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        typed = zip(self.parts().items(), _date_parts(self.typed), strict=True)
        return super().arguments() | {
            "heading": self.heading,
            "parts": [
                {
                    "name": name,
                    "id": self._id(part),
                    "label": labels[part],
                    "value": text,
                    "width": 4 if part == "year" else 2,
                }
                for (part, name), text in typed
            ],
        }


def _date_parts(raw: str) -> Sequence[str]:
    """Day, month and year of a raw date: as it was typed, or as it is stored (2024-05-03)."""
    first, _dash, rest = raw.partition("-")
    second, _dash, third = rest.partition("-")
    return (third, second, first) if len(first) == 4 and first.isdigit() else (first, second, third)
