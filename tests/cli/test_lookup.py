import json
import subprocess
from collections.abc import Callable

import pytest

from support.articles import GIVEN_ID

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.mark.parametrize("name", [GIVEN_ID, GIVEN_ID[11:], "combat trafficking"])
def test_an_article_is_cited_by_id_slug_or_part_of_its_title(run: Run, name: str) -> None:
    result = run("cite", name, "--paragraph", "2")
    assert result.returncode == 0
    assert result.stdout.decode().startswith("Wendy Zeldin, United Nations: Agreement to Combat Trafficking in Persons")
    assert "¶ 2" in result.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cite", "combat trafiking"], f"nearest: {GIVEN_ID}"),
        (["cite", "zzzz"], "lists them all"),
        (["cite", GIVEN_ID, "--paragraph", "7"], "it has paragraphs 1 to 6"),
        (["cite", GIVEN_ID, "--paragraph", "0"], "Invalid value"),
        (["cite", GIVEN_ID, "--style", "chigaco"], "Invalid value"),
    ],
)
def test_an_unknown_article_paragraph_or_style_exits_with_two(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert message in " ".join(result.stderr.decode().split())
    assert b"Traceback" not in result.stderr


def test_the_shipped_corpus_has_no_fault(run: Run) -> None:
    result = run("corpus", "check")
    assert result.returncode == 0
    assert b"1 article, no fault" in result.stderr


def test_articles_are_listed_for_people_and_machines(run: Run) -> None:
    assert "Agreement to Combat Trafficking" in run("corpus", "list").stdout.decode()
    (article,) = json.loads(run("corpus", "list", "--json").stdout)
    assert article["article_id"] == GIVEN_ID
    assert article["paragraphs"] == 6


def test_a_chat_answers_until_its_input_ends(run: Run) -> None:
    result = run("chat", stdin=b"Who is Yuri Fedotov?\n\nand what did he say?\nquit\n")
    assert result.returncode == 0
    assert result.stdout.decode().count("¶¶ 4–5 of 6") == 2
    assert run("chat", stdin=b"").returncode == 0


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "DISCORD_TOKEN is not set"),
        ({"DISCORD_TOKEN": "a b"}, "DISCORD_TOKEN holds characters"),
        ({"DISCORD_TOKEN": "x", "GLMBOT_LOG_LEVEL": "loud"}, "GLMBOT_LOG_LEVEL: 'LOUD' can't be used"),
        ({"GLMBOT_DISCORD_API": "http://127.0.0.1:1/api/v10"}, "GLMBOT_DISCORD_GATEWAY is not set"),
        (
            {"GLMBOT_DISCORD_API": "http://evil.example/api/v10", "GLMBOT_DISCORD_GATEWAY": "ws://127.0.0.1:1/"},
            "GLMBOT_DISCORD_API: 'http://evil.example/api/v10' can't be used",
        ),
        (
            {"GLMBOT_DISCORD_API": "http://127.0.0.1:1/api/v10", "GLMBOT_DISCORD_GATEWAY": "ws://me@127.0.0.1:1/"},
            "GLMBOT_DISCORD_GATEWAY: 'ws://me@127.0.0.1:1/' can't be used",
        ),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_the_variable(
    run: Run, environment: dict[str, str], message: str
) -> None:
    result = run("run", **environment)
    assert result.returncode == 2
    assert message in result.stderr.decode()
    assert len(result.stderr.decode().strip().splitlines()) == 1


def test_the_invitation_asks_for_exactly_what_is_needed(run: Run) -> None:
    link = run("invite", "--application-id", "123456789012345678").stdout.decode().strip()
    assert "client_id=123456789012345678" in link
    assert "scope=bot+applications.commands" in link
    assert "permissions=309237763072" in link
