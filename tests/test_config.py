from pathlib import Path

import pytest

from glmbot.config import SIMULATED_TOKEN, DatabaseAddress, Settings, SettingsError
from glmbot.storage.environment import read_settings

API, GATEWAY = "GLMBOT_DISCORD_API", "GLMBOT_DISCORD_GATEWAY"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings()
    assert settings.corpus is None
    assert settings.log_level == "INFO"
    assert isinstance(settings.database, Path)
    assert settings.database.name == "glmbot.sqlite3"
    assert not settings.is_simulated
    assert not settings.message_content
    assert (settings.questions_per_minute, settings.guild_questions_per_minute) == (10, 120)
    assert settings.keep_votes_days == 365


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_a_database_may_be_on_a_server_and_is_shown_without_its_password(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("GLMBOT_DATABASE", f"{scheme}://ada:secret-word@db.example:5433/glm?sslmode=require")
    database = read_settings().database
    assert isinstance(database, DatabaseAddress)
    assert str(database) == "postgresql://db.example:5433/glm"
    assert "secret-word" not in repr(read_settings())


BOUNDS = [
    ("GLMBOT_QUESTIONS_PER_MINUTE", 1, 1000),
    ("GLMBOT_GUILD_QUESTIONS_PER_MINUTE", 1, 100_000),
    ("GLMBOT_KEEP_VOTES_DAYS", 1, 3650),
]


@pytest.mark.parametrize(("name", "least", "most"), BOUNDS)
def test_a_number_is_taken_inside_its_bounds_and_refused_outside_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, least: int, most: int
) -> None:
    for value in (least, most):
        monkeypatch.setenv(name, f" {value} ")
        assert value in read_settings().model_dump().values()
    for wrong in (str(least - 1), str(most + 1), "many", "1.5", "-3"):
        monkeypatch.setenv(name, wrong)
        with pytest.raises(SettingsError, match=f"^{name}: '{wrong}' can't be used: ") as caught:
            read_settings()
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"), [("true", True), ("1", True), ("YES", True), ("0", False), ("off", False), ("", False)]
)
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    monkeypatch.setenv("GLMBOT_MESSAGE_CONTENT", value)
    assert read_settings().message_content is expected


def test_every_wrong_value_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GLMBOT_MESSAGE_CONTENT", "GLMBOT_KEEP_VOTES_DAYS", "GLMBOT_LOG_LEVEL"):
        monkeypatch.setenv(name, "perhaps")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert [line.partition(":")[0] for line in str(caught.value).split("\n")] == [
        "GLMBOT_MESSAGE_CONTENT", "GLMBOT_KEEP_VOTES_DAYS", "GLMBOT_LOG_LEVEL",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "host", "port", "written"),
    [
        ("9464", "127.0.0.1", 9464, "127.0.0.1:9464"),
        (" :9464 ", "127.0.0.1", 9464, "127.0.0.1:9464"),
        ("192.0.2.1:80", "192.0.2.1", 80, "192.0.2.1:80"),
        ("[::1]:80", "::1", 80, "[::1]:80"),
        ("bot.example.org:1", "bot.example.org", 1, "bot.example.org:1"),
    ],
)
def test_health_is_served_to_this_machine_alone_unless_a_host_is_named(
    monkeypatch: pytest.MonkeyPatch, value: str, host: str, port: int, written: str
) -> None:
    monkeypatch.setenv("GLMBOT_HEALTH_ADDRESS", value)
    address = read_settings().health_address
    assert address == (host, port)
    assert str(address) == written


@pytest.mark.parametrize("value", ["yes", "65536", "-1", "http://127.0.0.1:80", "1.2.3.4", "a b:80", "²"])
def test_an_address_that_is_none_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("GLMBOT_HEALTH_ADDRESS", value)
    with pytest.raises(SettingsError, match="^GLMBOT_HEALTH_ADDRESS: .* allowed is a port"):
        read_settings()


@pytest.mark.parametrize("blank", ["", "  ", "\t"])
def test_blank_values_are_unset(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    unset = read_settings()
    for field in Settings.model_fields.values():
        monkeypatch.setenv(str(field.validation_alias), blank)
    assert read_settings() == unset
    with pytest.raises(SettingsError, match="DISCORD_TOKEN is not set"):
        _ = read_settings().token


@pytest.mark.parametrize(("name", "field"), [("GLMBOT_DATABASE", "database"), ("GLMBOT_CORPUS", "corpus")])
def test_a_path_may_begin_with_the_home_folder(monkeypatch: pytest.MonkeyPatch, name: str, field: str) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv(name, "~/bot/one")
    assert getattr(read_settings(), field) == Path("/home/ada/bot/one")
    monkeypatch.setenv(name, "~nobody-of-that-name/one")
    with pytest.raises(SettingsError, match=f"^{name}: '~nobody-of-that-name/one' can't be used: .*home"):
        read_settings()


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("GLMBOT_LOG_LEVEL=INFO\n= nothing\n", "2"),
        ("'\nGLMBOT_CORPUS=/x\n", "1"),
        ("# a remark\n\nGLMBOT_CORPUS='open\nGLMBOT_DATABASE=/x\n", "3"),
        ("GLMBOT_CORPUS=/x\nA B\n\n  \n=\n", "2, 5"),
    ],
)
def test_a_line_of_the_file_that_can_not_be_read_is_refused_with_its_number(content: str, lines: str) -> None:
    Path(".env").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=f"^.env: line {lines} can't be read; write NAME=value"):
        read_settings()


@pytest.mark.parametrize("content", ["", "\n\n", "# a remark\n", "export GLMBOT_LOG_LEVEL=info # loud\n", "ALONE\n"])
def test_a_file_may_hold_remarks_blank_lines_and_exports(content: str) -> None:
    Path(".env").write_text(content, encoding="utf-8")
    assert read_settings().log_level == "INFO"


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
        (API, "http://192.0.2.1:80/api/v10"),
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


def test_what_people_keep_is_encrypted_by_the_operators_keys_or_else_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "the-token")
    assert [key.get_secret_value() for key in read_settings().keys] == ["the-token"]
    monkeypatch.setenv("GLMBOT_KEY", f"{'n' * 32}, {'o' * 40}")
    assert [key.get_secret_value() for key in read_settings().keys] == ["n" * 32, "o" * 40]


@pytest.mark.parametrize("keys", ["too-short", f"{'n' * 32},", f"{'n' * 32},too-short"])
def test_a_short_key_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    monkeypatch.setenv("GLMBOT_KEY", keys)
    with pytest.raises(SettingsError, match="GLMBOT_KEY.*32 characters or more") as caught:
        read_settings()
    assert keys not in str(caught.value)


def test_a_missing_token_says_where_to_get_one_and_how_to_do_without() -> None:
    with pytest.raises(SettingsError, match="Developer Portal.*glmbot simulate"):
        _ = read_settings().token


def test_a_file_that_is_no_text_is_refused_in_one_line() -> None:
    Path(".env").write_bytes(b"GLMBOT_CORPUS=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env: can't be read"):
        read_settings()


def test_the_example_file_names_every_setting_and_sets_none() -> None:
    example = (Path(__file__).parents[1] / ".env.example").read_text()
    for field in Settings.model_fields.values():
        assert f"\n{field.validation_alias}=\n" in example


@pytest.mark.parametrize(
    ("shards", "numbers", "expected"),
    [("4", "", (4, ())), ("auto", "", ("auto", ())), ("", "", (None, ())), ("9", "0-3, 8,2", (9, (0, 1, 2, 3, 8)))],
)
def test_shards_are_a_count_and_the_numbers_of_this_process(
    monkeypatch: pytest.MonkeyPatch, shards: str, numbers: str, expected: tuple[object, object]
) -> None:
    monkeypatch.setenv("GLMBOT_DATABASE", "postgresql://db.example/glm")
    monkeypatch.setenv("GLMBOT_SHARDS", shards)
    monkeypatch.setenv("GLMBOT_SHARD_IDS", numbers)
    settings = read_settings()
    assert (settings.shards, settings.shard_ids) == expected


@pytest.mark.parametrize(
    ("shards", "numbers", "told"),
    [
        ("0", "", "GLMBOT_SHARDS"),
        ("many", "", "GLMBOT_SHARDS"),
        ("4", "0-4", "GLMBOT_SHARD_IDS has 4, but by GLMBOT_SHARDS they are 0 to 3"),
        ("4", "a", "allowed are numbers of shards, as 0-3,8"),
        ("4", "3-", "allowed are numbers of shards"),
        ("4", "0-99999999999", "allowed are numbers up to 100000"),
        ("", "0", "GLMBOT_SHARDS is no number"),
        ("auto", "0", "GLMBOT_SHARDS is no number"),
        ("4", "0-1", "GLMBOT_DATABASE is a file; name a PostgreSQL database"),
    ],
)
def test_shards_that_there_can_not_be_are_refused(
    monkeypatch: pytest.MonkeyPatch, shards: str, numbers: str, told: str
) -> None:
    monkeypatch.setenv("GLMBOT_SHARDS", shards)
    monkeypatch.setenv("GLMBOT_SHARD_IDS", numbers)
    with pytest.raises(SettingsError, match=told):
        read_settings()


def test_one_process_may_have_all_shards_and_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLMBOT_SHARDS", "2")
    monkeypatch.setenv("GLMBOT_SHARD_IDS", "0,1")
    assert read_settings().shard_ids == (0, 1)
