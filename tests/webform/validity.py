"""Whether a page is valid HTML, as far as that can be told without a program from elsewhere.

Every page that a `Visitor` gets goes through here, so whatever state a test brings a page into is looked at, without a list
of pages that somebody must keep. It is stricter than HTML about closing tags (everything is closed, in order), which is what
lets the standard library's parser see the tree that a browser sees. What stands in what, which attributes an element has,
and what points to what are tables here. With PAGES_TO=FOLDER the pages are also written there, for `script/validate`, which
holds them against the Nu Html Checker.
"""

import hashlib
import os
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta"})
SVG = frozenset(
    {
        "svg",
        "g",
        "rect",
        "circle",
        "line",
        "path",
        "text",
        "title",
        "desc",
        "polygon",
        "polyline",
        "tspan",
        "use",
        "defs",
        "clippath",
    }
)
PHRASING = (
    frozenset(
        ["a", "abbr", "b", "bdi", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "output", "q", "s", "samp", "script", "select", "small", "span", "strong", "sub", "sup", "svg", "template", "textarea", "time", "u", "var", "wbr"]
    )
    | {"option"}
)  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ONLY_PHRASING = HEADINGS | {"p", "span", "b", "strong", "em", "i", "small", "code", "time", "button", "output", "cite", "mark", "sub", "sup"}  # fmt: skip
HEADING_TOO = frozenset({"legend", "summary"})
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"div", "dt", "dd"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup", "hr"},
    "optgroup": {"option"},
    "datalist": {"option"},
    "html": {"head", "body"},
}
"""What may stand straight in these, and nothing else."""
PARENTS = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "legend": {"fieldset"}, "summary": {"details"}, "tr": {"thead", "tbody", "tfoot", "table"}, "td": {"tr"}, "th": {"tr"}, "caption": {"table"}, "option": {"select", "optgroup", "datalist"}, "main": {"body", "div", "form"}, "style": {"head"}, "title": {"head", "svg"}}  # fmt: skip
"""Where these may stand."""
FIRST = frozenset({"legend", "summary", "caption"})
"""These come before their brothers and sisters."""
NOT_WITHIN = {
    "a": {"a", "button"},
    "button": {"a", "button", "label"},
    "select": {"a", "button"},
    "textarea": {"a", "button"},
    "input": {"a", "button"},
    "details": {"a", "button"},
    "label": {"a", "button", "label"},
    "form": {"form"},
    "h1": HEADINGS,
    "h2": HEADINGS,
    "h3": HEADINGS,
    "main": {"main", "article", "aside", "footer", "header", "nav"},
}
"""What these may not stand within, however deep."""
EVERYWHERE = frozenset(["class", "dir", "draggable", "hidden", "id", "lang", "role", "spellcheck", "tabindex", "title"])
OWN = {
    "a": "href hreflang rel download target type",
    "button": "type name value disabled form formaction formtarget formmethod formnovalidate",
    "details": "open name",
    "fieldset": "disabled form name",
    "form": "action method novalidate enctype autocomplete name",
    "html": "lang",
    "img": "src alt width height loading srcset sizes",
    "input": "type name value checked disabled form inputmode autocomplete list max maxlength min minlength multiple pattern placeholder readonly required size step enterkeyhint accept",
    "label": "for",
    "li": "value",
    "link": "rel href hreflang title type media sizes as",
    "meta": "charset name property content http-equiv",
    "ol": "start type reversed",
    "option": "value selected disabled label",
    "optgroup": "label disabled",
    "output": "for form name",
    "script": "src type defer async",
    "select": "name disabled form multiple required size autocomplete",
    "td": "colspan rowspan headers",
    "th": "colspan rowspan headers scope abbr",
    "textarea": "name rows cols disabled form maxlength minlength placeholder readonly required autocomplete wrap",
    "time": "datetime",
    "col": "span",
    "colgroup": "span",
    "blockquote": "cite",
    "del": "cite datetime",
    "ins": "cite datetime",
}  # fmt: skip
"""Attributes beside those that every element may have, data-* and aria-*."""
POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "list", "form")
LABELLED = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
PAGES_TO = os.environ.get("PAGES_TO")
_UNSHOWABLE = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f]")


class Validity(HTMLParser):
    """The faults of one page, in `faults`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []
        self._open: list[str] = []
        self._kin: list[int] = [0]
        self._ids: Counter[str] = Counter()
        self._tags: dict[str, str] = {}
        self._pointed: list[tuple[str, str]] = []
        self._counted: Counter[str] = Counter()
        if not html.lstrip().lower().startswith("<!doctype html>"):
            self._fault("it does not begin with <!DOCTYPE html>")
        self.feed(html)
        self.close()
        self._finish()

    def _fault(self, text: str) -> None:
        line, column = self.getpos()
        self.faults.append(f"{line}:{column + 1} {text}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        within_svg = "svg" in self._open
        self._counted[tag] += 1
        if not within_svg:
            self._place(tag)
        self._attributes(tag, attrs, within_svg or tag == "svg")
        self._kin[-1] += 1
        if tag not in VOID:
            self._open.append(tag)
            self._kin.append(0)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and "svg" not in self._open:
            self._fault(f"<{tag}/> does not close <{tag}>")
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
            self._kin.pop()
        else:
            self._fault(f"</{tag}> closes <{self._open[-1] if self._open else 'nothing'}>")

    def handle_data(self, data: str) -> None:
        here = self._open[-1] if self._open else ""
        if data.strip() and here in CHILDREN:
            self._fault(f"text in <{here}>: {data.strip()[:40]}")
        if data.strip() and not self._open:
            self._fault(f"text outside <html>: {data.strip()[:40]}")
        if here not in {"script", "style", "textarea", "title"} and "<" in data:
            self._fault("a < that opens nothing")

    def unknown_decl(self, data: str) -> None:
        self._fault(f"<![{data[:20]}")

    def _place(self, tag: str) -> None:
        here = self._open[-1] if self._open else ""
        if here in CHILDREN and tag not in CHILDREN[here]:
            self._fault(f"<{tag}> in <{here}>")
        if tag in PARENTS and here not in PARENTS[tag]:
            self._fault(f"<{tag}> in <{here}>")
        if here in ONLY_PHRASING and tag not in PHRASING:
            self._fault(f"<{tag}> in <{here}>")
        if here == "label" and tag not in PHRASING:
            self._fault(f"<{tag}> in <label>")
        if here in HEADING_TOO and tag not in PHRASING | HEADINGS:
            self._fault(f"<{tag}> in <{here}>")
        if here == "a" and tag not in PHRASING and any(each in ONLY_PHRASING for each in self._open):
            self._fault(f"<{tag}> in <a> in a text")
        if tag in FIRST and self._kin[-1]:
            self._fault(f"<{tag}> is not the first in <{here}>")
        for outer in NOT_WITHIN.get(tag, ()):
            if outer in self._open:
                self._fault(f"<{tag}> within <{outer}>")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]], svg: bool) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) < len(attrs):
            self._fault(f"<{tag}> has an attribute twice: {sorted(name for name, _value in attrs)}")
        own = OWN.get(tag, "").split()
        for name, value in given.items():
            if not svg and not (name in EVERYWHERE or name in own or name.startswith(("data-", "aria-"))):
                self._fault(f"<{tag} {name}>")
            if name == "style" or name.startswith("on"):
                self._fault(f"<{tag} {name}>: the policy refuses it")
            if _UNSHOWABLE.search(value):
                self._fault(f"<{tag} {name}> holds a character that no page may hold")
            if name in POINTERS:
                self._pointed += [(f"{name} of <{tag}>", id) for id in value.split()]
            if name in {"href", "src", "action"} and (value == "" or any(each in value for each in ' \n<>"')):
                self._fault(f'<{tag} {name}="{value}"> is no address')
        if "id" in given:
            self._ids[given["id"]] += 1
            self._tags[given["id"]] = tag
            if not given["id"] or re.search(r"\s", given["id"]):
                self._fault(f'id="{given["id"]}"')
        self._special(tag, given)

    def _special(self, tag: str, given: dict[str, str]) -> None:
        if tag == "img" and "alt" not in given:
            self._fault("<img> without alt")
        if tag == "html" and not given.get("lang"):
            self._fault("<html> without lang")
        if tag == "input" and given.get("type") == "hidden":
            if given.get("autocomplete") in {"on", "off"}:
                self._fault("a hidden field with autocomplete on or off")
            if any(name.startswith("aria-") for name in given):
                self._fault("a hidden field with aria-")
        if tag == "label" and "for" in given:
            self._pointed.append(("label", given["for"]))
        if tag == "input" and given.get("type") in {"radio", "checkbox"} and "autocomplete" in given:
            self._fault("a box with autocomplete")

    def _finish(self) -> None:
        if self._open:
            self._fault(f"never closed: {self._open}")
        self.faults += [f'id="{id}" stands {count} times' for id, count in self._ids.items() if count > 1]
        for what, id in self._pointed:
            if id not in self._ids:
                self.faults.append(f"{what} points to #{id}, which is not there")
            elif what == "label" and self._tags[id] not in LABELLED:
                self.faults.append(f"a label for <{self._tags[id]} id={id}>")
        for tag in ("title", "main", "h1"):
            found = self._counted[tag]
            if found < 1 or (tag != "title" and found > 1):
                self.faults.append(f"{found} <{tag}>")


def faults(html: str) -> list[str]:
    """What is wrong with a page, with line and column where it has one."""
    if PAGES_TO:
        name = hashlib.sha256(html.encode()).hexdigest()[:16]
        Path(PAGES_TO, f"{name}.html").write_text(html, encoding="utf-8")
    return Validity(html).faults
