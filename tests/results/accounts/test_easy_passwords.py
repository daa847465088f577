"""Which passwords are refused although they are long enough."""

import pytest

from results.accounts.easy_passwords import too_easy
from results.accounts.passwords import random_password

ABOUT = ("carla.jansen@buurtstroom.example", "Carla Jansen")


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaaaa", "abababababab", "123456789012", "098765432109", "123123123123", "2026-11-23 09:00",
     "qwertyuiop[]", "qwertyuiopas", "1qaz2wsx3edc", "zxcvbnmasdfghjkl"[:12], "abcdefghijkl",
     "Password1234", "PASSWORD!!!!", "!!welkom2026!!", "Wachtwoord123", "P@ssw0rd2026", "passwordpassword", "qwerty123456",
     "telechargement", "dragonmonkey", "correcthorsecorrecthorse",
     "CarlaJansen1", "carla-2026-xyz", "buurtstroom2026", "Zelfscan2026!", "zelfscanzelfscan1", "coordinator!1"],
)  # fmt: skip
def test_what_is_guessed_first_is_refused(password: str) -> None:
    assert len(password) >= 12
    assert too_easy(password, ABOUT)


@pytest.mark.parametrize(
    "password",
    ["a long password", "correct horse battery", "vijf fietsen in de gracht", "kX9#mQ2$vL7p", "hun-molen-draait-nog",
     "wij zijn van de zelfscan en dat is mooi", "Надежный пароль", "日本語のパスワードです、はい"],
)  # fmt: skip
def test_others_are_not(password: str) -> None:
    assert not too_easy(password, ABOUT)


def test_a_made_password_is_never_refused() -> None:
    assert not any(too_easy(random_password(), ABOUT) for _turn in range(200))
