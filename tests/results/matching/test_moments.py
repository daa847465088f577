"""What the database decides: who is found, and what happens at the same moment. On both."""

from results.consents.changes import change_consent
from results.filling.fill import save_pages
from results.matching.answer import answer, contacts
from results.matching.find import matchmaking
from results.my_scan.erase import erase
from results.my_scan.submit import submit
from results.pairing.states import ProposalStanding
from results.records.accounts import Account
from results.services import Services
from tests.results.decided import approve
from tests.results.matching.gardens import CHALLENGE, garden
from tests.results.matching.test_contact import Pair
from tests.results.races import at_once


def test_consents_and_revisions_count_as_they_stand_now(services: Services, coordinator: Account) -> None:
    _, seeker = garden(services, coordinator, "zoek", samen="nee")
    token, other = garden(services, coordinator, "ander")

    def found() -> list[str]:
        return [each.response_id for each in matchmaking(services, seeker, CHALLENGE, "nl").peers]

    assert found() == [other]
    change_consent(services, token, "mag", False, "nl")
    assert found() == []
    change_consent(services, token, "mag", True, "nl")
    assert found() == [other]
    save_pages(services, token, {"een": {"aanbod": ["niets"]}})
    submit(services, token)
    assert found() == [other]  # the approved revision is what counts
    approve(services, other, 2, coordinator)
    assert found() == []


def test_a_yes_and_a_consent_withdrawn_at_the_same_moment(services: Services, coordinator: Account) -> None:
    for number in range(3):
        pair = Pair(services, coordinator, f"r{number}")
        answer(services, pair.seeker, pair.id, yes=True)
        at_once(
            lambda pair=pair: answer(services, pair.other, pair.id, yes=True),
            lambda pair=pair: change_consent(services, pair.seeker, "mag", False, "nl"),
        )
        assert pair.standing() in (ProposalStanding.SHARED, ProposalStanding.WITHDRAWN)
        assert pair.reached() == []


def test_two_answers_an_end_and_an_erasure_at_the_same_moment(services: Services, coordinator: Account) -> None:
    for number in range(3):
        pair = Pair(services, coordinator, f"s{number}")
        answer(services, pair.seeker, pair.id, yes=True)
        at_once(
            lambda pair=pair: answer(services, pair.other, pair.id, yes=True),
            lambda pair=pair: answer(services, pair.seeker, pair.id, yes=False),
            lambda pair=pair: erase(services, pair.seeker),
        )
        assert [each.reach for each in contacts(services, pair.other, "nl").seen] == []
