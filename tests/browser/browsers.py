"""Browsers for visitors, one for each visitor at the same moment. A new one costs more than many a test, so whoever comes
later gets one that was used before, in which nothing is left of who had it: cookies, what scripts have kept, other tabs.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, Page

HEIGHT: Final = 800
PATIENCE: Final = 20_000
Kind = frozenset[tuple[str, Any]]


@dataclass
class _Tab:
    """The first tab of a browser, and what there is to complain about since this visitor has it."""

    page: Page
    address: str = ""
    expected: tuple[str, ...] = ()
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: self.complaints.append(message.text) if _is_complaint(message, self.expected) else None,
        )
        self.page.on(
            "request", lambda request: None if self._ours(request.url) else self.complaints.append(request.url)
        )

    def forget(self) -> None:
        """Everything of who had this browser is gone from it."""
        for tab in self.page.context.pages:
            if tab is not self.page:
                tab.close()
        self.page.unroute_all()
        self.page.emulate_media(media="null", color_scheme="null", forced_colors="null")
        self.page.context.set_offline(False)
        self.page.context.clear_cookies()
        self.page.goto(f"{self.address}/static/icon.svg")  # of this origin, and it runs no script that keeps anything
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")

    def _ours(self, url: str) -> bool:
        return url.startswith((self.address, "blob:"))


class Browsers:
    """Those of one Chromium. A browser in which something went wrong is not given to anybody else."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._idle: defaultdict[Kind, list[_Tab]] = defaultdict(list)

    @contextmanager
    def visit(
        self,
        address: str,
        width: int = 1280,
        javascript: bool = True,
        locale: str = "nl-NL",
        expected: tuple[str, ...] = (),
        **options: Any,
    ) -> Iterator[Page]:
        """A page of somebody who was never at this address, and who may complain at the end; not of what is `expected`."""
        how = {"java_script_enabled": javascript, "locale": locale, **options}
        idle = self._idle[frozenset(how.items())]
        tab = idle.pop() if idle else _Tab(self._new(how))
        tab.address, tab.expected = address, expected
        tab.page.set_viewport_size({"width": width, "height": HEIGHT})
        try:
            yield tab.page
            if not tab.page.is_closed():
                tab.forget()
            assert not tab.complaints
        except BaseException:
            tab.page.context.close()
            raise
        if tab.page.is_closed():
            tab.page.context.close()
        else:
            idle.append(tab)

    def close(self) -> None:
        """Close all that are left."""
        for idle in self._idle.values():
            for tab in idle:
                tab.page.context.close()

    def _new(self, how: dict[str, Any]) -> Page:
        return self._chromium.new_context(reduced_motion="reduce", **how).new_page()


def _is_complaint(message: Any, expected: tuple[str, ...]) -> bool:
    # A page with errors in the form answers 422, and Chromium tells that of every answer from 400 on.
    return message.type in ("error", "warning") and not any(each in message.text for each in ("status of 4", *expected))
