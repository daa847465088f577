"""The log tells where a fault is, and nothing of what was being worked on."""

import pytest

from webform.log import log


def test_a_fault_is_told_without_the_values_around_it(capsys: pytest.CaptureFixture[str]) -> None:
    def at_work(answer: str) -> None:
        raise ValueError("a fault")

    try:
        at_work("what somebody typed".upper())
    except ValueError:
        log(__name__).exception("unexpected", endpoint="fill.page")
    said = capsys.readouterr().out
    assert "ValueError: a fault" in said
    assert "at_work" in said
    assert "fill.page" in said
    assert "WHAT SOMEBODY TYPED" not in said
