"""People who save without pause, and what must be true of what they saved."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.durability.client import Client, Unanswered, begin
from tests.durability.survey import page, question

PAUSE = 0.02
"""Seconds to wait after a server that did not answer."""


@dataclass
class Writer:
    """One person with one draft, who saves its first page over and over, each time with the next number.

    `acknowledged` is the last number whose save was answered; `sent` the last one that was sent at all.
    """

    client: Client
    address: str
    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    failures: list[str] = field(default_factory=list)

    def save_once(self) -> None:
        """Open the page, save the next number; remember it when, and only when, the server said it was kept."""
        path = f"{self.address}/page/{page(0)}"
        try:
            shown = self.client.get(path)
            if shown.status == 503:
                self.refused += 1
                return
            number = self.sent + 1
            self.sent = number
            reply = self.client.send(shown, path, {question(0): str(number)})
        except Unanswered:
            self.refused += 1
            time.sleep(PAUSE)
            return
        if reply.status == 303:
            self.acknowledged = number
        elif reply.status == 503:
            self.refused += 1
        else:
            self.failures.append(f"{reply.status} for {number}")

    def kept(self) -> int:
        """The number that is on the page now."""
        shown = self.client.get(f"{self.address}/page/{page(0)}")
        assert shown.status == 200, f"{shown.status}: {shown.page.text}"
        text = shown.page.form.filled[question(0)][0]
        return int(text) if text else 0


def writers(port: int, number: int) -> list[Writer]:
    """So many people, each with a draft of their own."""
    made = []
    for _ in range(number):
        client = Client(port)
        made.append(Writer(client, begin(client, "veel")))
    return made


def save_until(people: list[Writer], disturb: Callable[[], object], least: int = 1) -> None:
    """Let everybody save until `disturb` has done its work, which begins when each has saved `least` times more."""
    wanted = [each.acknowledged + least for each in people]
    over = threading.Event()

    def work(each: Writer) -> None:
        while not over.is_set():
            each.save_once()

    threads = [threading.Thread(target=work, args=(each,), daemon=True) for each in people]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 60
    while any(each.acknowledged < least for each, least in zip(people, wanted, strict=True)):
        assert time.monotonic() < deadline, "nobody gets anything saved"
        time.sleep(PAUSE)
    time.sleep(random.uniform(0, 0.3))  # noqa: S311  # a moment like any other
    try:
        disturb()
    finally:
        over.set()
        for thread in threads:
            thread.join(60)


def check(people: list[Writer]) -> int:
    """Nothing acknowledged is lost, and nothing is there that was never sent. How many saves were acknowledged."""
    for each in people:
        assert not each.failures, each.failures
        kept = each.kept()
        assert each.acknowledged <= kept <= each.sent, (
            f"acknowledged {each.acknowledged}, found {kept}, sent {each.sent}"
        )
        # What was in flight when the server died counts as kept from now on, or as never sent.
        each.acknowledged = kept
    return sum(each.acknowledged for each in people)
