from pathlib import Path

import pytest

from glmbot.config import SIMULATED_TOKEN, SettingsError, read_settings

API, GATEWAY = "GLMBOT_DISCORD_API", "GLMBOT_DISCORD_GATEWAY"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DISCORD_TOKEN", "GLMBOT_CORPUS", "GLMBOT_DATABASE", "GLMBOT_LOG_LEVEL", API, GATEWAY):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings()
    assert settings.corpus is None
    assert settings.log_level == "INFO"
    assert settings.database.name == "glmbot.sqlite3"
    assert not settings.is_simulated


def test_the_environment_beats_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("GLMBOT_CORPUS=/from/file\nGLMBOT_LOG_LEVEL=debug\nUNKNOWN=1\nGLMBOT_DATABASE=\n")
    monkeypatch.setenv("GLMBOT_CORPUS", "/from/environment")
    settings = read_settings()
    assert settings.corpus == Path("/from/environment")
    assert settings.log_level == "DEBUG"


@pytest.mark.parametrize(
    ("api", "gateway"),
    [
        ("http://127.0.0.1:80/api/v10", "ws://127.0.0.1:80/gateway"),
        ("http://127.9.9.9:1/api/v10", "ws://localhost:1/"),
        ("http://[::1]:8080/api/v10/", "ws://[::1]:8080/gateway"),
    ],
)
def test_another_server_on_this_machine_is_allowed_and_never_sees_the_token(
    monkeypatch: pytest.MonkeyPatch, api: str, gateway: str
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "the-real-one")
    monkeypatch.setenv(API, api)
    monkeypatch.setenv(GATEWAY, gateway)
    settings = read_settings()
    assert settings.token == SIMULATED_TOKEN
    assert not str(settings.discord_api).endswith("/")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (API, "https://127.0.0.1:80/api/v10"),
        (API, "http://discord.com/api/v10"),
        (API, "http://127.0.0.1@evil.example/api/v10"),
        (API, "http://user@127.0.0.1:80/api/v10"),
        (API, "http://10.0.0.1:80/api/v10"),
        (API, "http://localhost.evil.example/api/v10"),
        (API, "http://0.0.0.0:80/api/v10"),
        (API, "http://2130706433/api/v10"),
        (API, "http://127.0.0.1:99999/api/v10"),
        (API, "http://[::1/api/v10"),
        (API, "127.0.0.1"),
        (GATEWAY, "http://127.0.0.1:80/gateway"),
        (GATEWAY, "wss://gateway.discord.gg"),
    ],
)
def test_another_machine_is_refused_by_the_variables_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(API, "http://127.0.0.1:80/api/v10")
    monkeypatch.setenv(GATEWAY, "ws://127.0.0.1:80/gateway")
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{name}: .*can't be used: allowed is"):
        read_settings()


@pytest.mark.parametrize(("given", "missing"), [(API, GATEWAY), (GATEWAY, API)])
def test_half_a_server_is_refused(monkeypatch: pytest.MonkeyPatch, given: str, missing: str) -> None:
    scheme = "http" if given == API else "ws"
    monkeypatch.setenv(given, f"{scheme}://127.0.0.1:80/x")
    with pytest.raises(SettingsError, match=f"^{missing} is not set, but {given} is"):
        read_settings()


def test_the_token_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    settings = read_settings()
    assert settings.token == "very-secret"
    assert "very-secret" not in repr(settings) + str(settings) + settings.model_dump_json()
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret with space")
    with pytest.raises(SettingsError) as caught:
        _ = read_settings().token
    assert "secret" not in str(caught.value)


def test_a_missing_token_says_where_to_get_one_and_how_to_do_without() -> None:
    with pytest.raises(SettingsError, match="Developer Portal.*glmbot simulate"):
        _ = read_settings().token


def test_a_file_that_is_no_text_is_refused_in_one_line() -> None:
    Path(".env").write_bytes(b"GLMBOT_CORPUS=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env: can't be read"):
        read_settings()


def test_the_example_file_names_every_setting_and_sets_none() -> None:
    example = (Path(__file__).parents[1] / ".env.example").read_text()
    from glmbot.config import Settings

    for field in Settings.model_fields.values():
        assert f"\n{field.validation_alias}=\n" in example
