"""Mails that were filed on disk go with the response they are about."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from results.adapters.mail_folder import MailFolder
from results.filling.fill import find, load
from results.filling.go_on import ask_links
from results.mail import copies
from results.mail.message import Letter, Sender
from results.mail.post import REMEMBERED_FOR, forget_old, send_due
from results.my_scan.erase import erase
from results.records.accounts import Account
from results.records.mails import StoredMail
from results.services import Services
from results.upkeep.expiry import run_due
from tests.results.decided import approve
from tests.results.fakes import FakeClock
from tests.results.filled import begin, submitted

SENDER = Sender("scan@example.org", "Zelfscan", "example.org")
ANS = {"r_email": "ans@example.org", "p_naam": "Vindmij"}


@pytest.fixture
def folder(tmp_path: Path) -> MailFolder:
    return MailFolder(tmp_path / "mail")


@pytest.fixture
def filing(services: Services, folder: MailFolder) -> Services:
    return replace(services, copies=folder)


def post(services: Services, folder: MailFolder) -> None:
    def write(mail: StoredMail) -> Letter:
        return Letter(mail.kind, f"Over {mail.recipient}\n", "<p>Vindmij</p>\n", mail.language)

    send_due(services, folder, write, SENDER)


def recipients(folder: MailFolder) -> list[str]:
    return [mail.recipient for mail in folder.newest(100)]


def test_deleting_everything_deletes_its_mails_on_disk_and_no_others(
    filing: Services, folder: MailFolder, coordinator: Account, clock: FakeClock
) -> None:
    token, response_id = submitted(filing, ANS)
    submitted(filing, {"r_email": "bea@example.org"})
    approve(filing, response_id, 1, coordinator)
    ask_links(filing, "ans@example.org", "nl")
    post(filing, folder)
    assert recipients(folder).count("ans@example.org") == 4
    others = [each for each in recipients(folder) if each != "ans@example.org"]
    assert others
    erase(filing, token)
    assert recipients(folder) == others
    clock.moment += timedelta(minutes=5)
    assert copies.sweep(filing) == 0
    assert recipients(folder) == others


def test_a_draft_that_expires_takes_its_mails_along(filing: Services, folder: MailFolder, clock: FakeClock) -> None:
    begin(filing, ANS)
    clock.moment += timedelta(days=77)
    run_due(filing)
    post(filing, folder)
    assert set(recipients(folder)) == {"ans@example.org"}
    clock.moment += timedelta(days=15)
    assert run_due(filing).deleted == 1
    assert recipients(folder) == []


def test_what_was_just_being_written_goes_at_the_next_sweep(
    services: Services, filing: Services, folder: MailFolder
) -> None:
    token = begin(services, ANS)
    post(services, folder)
    assert len(recipients(folder)) == 1
    assert copies.sweep(filing) == 0
    erase(services, token)  # which knows of no folder
    assert len(recipients(folder)) == 1
    assert copies.sweep(filing) == 1
    assert recipients(folder) == []


def test_what_is_forgotten_is_forgotten_on_disk(filing: Services, folder: MailFolder, clock: FakeClock) -> None:
    token = begin(filing, ANS)
    post(filing, folder)
    clock.moment += REMEMBERED_FOR + timedelta(days=1)
    assert forget_old(filing) == 1
    assert copies.sweep(filing) == 1
    assert recipients(folder) == []
    assert find(filing, token).id == load(filing, token).response.id, "the scan itself is there"


def test_a_disk_that_refuses_does_not_undo_deleting(services: Services) -> None:
    class Broken:
        def identities(self) -> frozenset[str]:
            raise PermissionError("no")

        def forget(self, identities: object) -> int:
            raise PermissionError("no")

    broken = replace(services, copies=Broken())
    token = begin(broken, ANS)
    erase(broken, token)
    with pytest.raises(PermissionError):
        copies.sweep(broken)
