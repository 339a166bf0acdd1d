import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glmbot.core.corpus.article_file import format_article
from support.articles import GIVEN_ID, given_article, make_article

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
FIELDS = {
    "kind", "article_id", "passage_id", "paragraphs", "quote", "evidence", "citation", "url", "sources", "fact",
    "reason", "unmatched_words", "suggestions", "parts", "question",
}  # fmt: skip


def objects(result: "subprocess.CompletedProcess[bytes]") -> list[dict[str, Any]]:
    assert result.stdout.isascii()
    return [json.loads(line) for line in result.stdout.decode().split("\n")[:-1]]


def test_a_question_gets_the_passage_with_place_citation_and_link(run: Run) -> None:
    result = run("ask", "Which regions does the MOU target?")
    text = result.stdout.decode()
    assert result.returncode == 0
    assert "Latin America, the Gulf of Aden, Afghanistan" in " ".join(text.split())
    assert "Dec. 6, 2011 · United Nations · ¶ 2 of 6" in text
    assert "Wendy Zeldin, United Nations: Agreement to Combat Trafficking in Persons, Global Legal Monitor" in text
    assert "https://www.loc.gov/item/global-legal-monitor/2011-12-06/" in text
    assert "\x1b" not in text, "no colours where no terminal is"


def test_a_reply_object_has_every_field(run: Run) -> None:
    (reply,) = objects(run("ask", "--json", "What did Yuri Fedotov state at the signing of the MOU?"))
    assert set(reply) >= FIELDS
    assert reply["kind"] == "answer"
    assert reply["paragraphs"] == [4, 5]
    assert reply["article_id"] == GIVEN_ID
    assert reply["passage_id"] == f"{GIVEN_ID}#p4"
    assert reply["quote"] in given_article().body
    assert all(sentence in reply["quote"] for sentence in reply["evidence"])
    assert "supra" in reply["quote"]
    assert any("UNODC website (Nov. 1, 2011)" in source for source in reply["sources"])


def test_none_exits_with_one_and_says_why(run: Run) -> None:
    result = run("ask", "--json", "What is the capital of France?")
    assert result.returncode == 1
    (reply,) = objects(result)
    assert set(reply) >= FIELDS
    assert reply["kind"] == "none"
    assert reply["reason"] == "no_match"
    assert reply["unmatched_words"] == ["capital", "France"]
    assert reply["quote"] is None
    assert b"ask a librarian" in run("ask", "What is the capital of France?").stdout


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("🤷🤷🤷", "empty"),
        ("\u200b\u2060\ufeff", "empty"),
        ("\u202e\u202d", "empty"),
        ("\x07\x1b[97m", "no_match"),
        ("hello", "smalltalk"),
        ("thanks!", "smalltalk"),
        ("مرحبا بالعالم", "no_match"),
        ("@everyone <@123> **x** [y](http://evil.example)", "no_match"),
        ("zebra " * 833, "no_match"),
    ],
)
def test_a_question_without_sense_gets_a_reason(run: Run, question: str, reason: str) -> None:
    result = run("ask", "--json", question)
    assert (result.returncode, result.stderr) == (1, b"")
    assert [reply["reason"] for reply in objects(result)] == [reason]


def test_small_talk_is_none_to_programs_with_the_remark_beside_it(run: Run) -> None:
    (reply,) = objects(run("ask", "--json", "muchas gracias"))
    assert (reply["kind"], reply["reason"], reply["remark"]) == ("none", "smalltalk", "De nada.")


def test_a_list_of_articles_is_an_object_with_titles_and_dates(run: Run) -> None:
    result = run("ask", "--json", "what articles do you have?")
    (reply,) = objects(result)
    assert (result.returncode, reply["kind"], reply["quote"]) == (0, "list", None)
    assert reply["articles"] == [
        {"article_id": GIVEN_ID, "title": given_article().title, "date": "2011-12-06"},
    ]
    assert "Dec. 6, 2011" in run("ask", "what articles do you have?").stdout.decode()


def test_who_is_in_danger_learns_of_the_lines_that_the_operator_set(run: Run, tmp_path: Path) -> None:
    (reply,) = objects(run("ask", "--json", "he beats me"))
    assert (reply["kind"], reply["reason"]) == ("none", "distress")
    assert "112 · Emergency, European Union" in reply["remark"]
    lines = tmp_path / "lines.yaml"
    lines.write_text('lines: [{for: [danger], call: "1 23", name: Harbour watch, source: "https://h.example/"}]')
    text = run("ask", "he beats me", GLMBOT_HELP_LINES=str(lines)).stdout.decode()
    assert "1 23 · Harbour watch" in text
    assert "112" not in text
    lines.write_text("lines: [112]")
    refused = run("ask", "he beats me", GLMBOT_HELP_LINES=str(lines))
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.decode() == f"glmbot: {lines}: line 1 needs 'for' with danger or despair in a list\n"


def test_acts_go_on_from_the_line_before(run: Run) -> None:
    lines = b"Which regions does the MOU target?\nin APA\nshorter\nmore\n"
    _, cited, short, more = objects(run("ask", "--stdin", "--json", "--dialogue", stdin=lines))
    assert cited["fact"] == {"field": "citation", "text": "APA 7"}
    assert cited["citation"].startswith("Zeldin, W. (2011")
    assert (short["paragraphs"], short["kind"]) == ([2], "answer")
    assert more["paragraphs"] == [3]


def test_a_question_of_five_thousand_characters_is_read_and_what_was_asked_is_said(run: Run) -> None:
    (reply,) = objects(run("ask", "--json", "Which regions does the MOU target? " + "x" * 5000))
    assert reply["paragraphs"] == [2]
    assert "This was asked" in reply["notes"][0]


def test_lines_of_standard_input_get_an_object_each(run: Run) -> None:
    lines = b"Which regions does the MOU target?\n\n\xff\xfe\nzebra\r\nsigned?\x0b\x1e\xc2\x85next"
    result = run("ask", "--stdin", "--json", stdin=lines, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    replies = objects(result)
    assert [reply["kind"] for reply in replies[:4]] == ["answer", "none", "none", "none"]
    assert [reply["reason"] for reply in replies[1:4]] == ["empty", "unreadable", "no_match"]
    assert len(replies) == 5, "a line ends at LF only"


def test_a_dialogue_leans_on_the_line_before(run: Run) -> None:
    lines = b"Who is Yuri Fedotov?\nand what did he say?\nzebra\n"
    replies = objects(run("ask", "--stdin", "--json", "--dialogue", stdin=lines))
    assert [reply["paragraphs"] for reply in replies] == [[4, 5], [4, 5], []]
    alone = objects(run("ask", "--stdin", "--json", stdin=lines))
    assert alone[1]["kind"] != "answer"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "x", "--stdin"],
        ["ask", "x", "--dialogue"],
        ["ask", "--no-such"],
        ["nonsense"],
    ],
)
def test_wrong_usage_exits_with_two(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert result.stderr


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    command = f"yes 'Which regions does the MOU target?' | {sys.executable} -m glmbot ask --stdin --json | head -n 1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, timeout=900, check=False, cwd=tmp_path)  # noqa: S607
    assert result.stdout.count(b"\n") == 1
    assert b"Traceback" not in result.stderr
    assert b"the output was closed" in result.stderr


@pytest.mark.parametrize(
    "command", ["ask", "chat", "cite", "corpus", "corpus check", "corpus list", "run", "sync", "invite"]
)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.returncode == 0
    assert b"Usage:" in result.stdout
    if command != "corpus":
        assert b"Example:" in result.stdout


def faulty(folder: Path, name: str, content: bytes) -> str:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return str(folder)


GOOD = format_article(make_article())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no article in this folder"),
        (b"---\ntitle: [\n---\nx\n", "is no YAML"),
        (GOOD.replace('["Norland"]', "[NO]").encode(), "is no text but a YAML bool"),
        (GOOD.replace("topics", "topic").encode(), "the key 'topic' is unknown"),
        (GOOD.encode("latin-1", "replace").replace(b"Act", b"\xe9"), "is not UTF-8"),
        (b"\xef\xbb\xbf" + GOOD.encode(), "byte order mark"),
        (GOOD.replace("\n", "\r\n").encode(), "carriage return"),
    ],
)
def test_a_faulty_corpus_is_refused_in_one_line(run: Run, tmp_path: Path, content: bytes | None, message: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    if content is not None:
        faulty(folder, "2014-03-03-x.md", content)
    for command in (["ask", "boats"], ["corpus", "check"], ["corpus", "list"]):
        result = run(*command, "--corpus", str(folder))
        assert (result.returncode, result.stdout) == (2, b"")
        assert message in result.stderr.decode()
        assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_a_corpus_that_is_no_folder_is_refused(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "nothing"
    if kind == "file":
        path.write_text("x")
    result = run("ask", "boats", "--corpus", str(path))
    assert result.returncode == 2
    assert b"the corpus folder" in result.stderr


def test_good_articles_are_used_when_faulty_ones_may_be_left_out(run: Run, tmp_path: Path) -> None:
    folder = faulty(tmp_path / "articles", "2014-03-03-norland.md", GOOD.encode())
    faulty(tmp_path / "articles", "bad.md", b"nothing")
    result = run("ask", "--json", "Who proposed the Ferry Safety Act?", "--corpus", folder, "--skip-faulty")
    assert objects(result)[0]["paragraphs"] == [1]
    assert b"left out: " in result.stderr
    assert b"bad.md:1: the front matter is missing" in result.stderr


def test_duplicate_ids_in_two_folders_are_a_fault(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "articles" / name).mkdir(parents=True)
        (tmp_path / "articles" / name / "2014-03-03-norland.md").write_text(GOOD)
    result = run("corpus", "check", "--corpus", str(tmp_path / "articles"))
    assert result.returncode == 2
    assert b"is taken by" in result.stderr


def test_the_option_beats_the_environment_which_beats_the_shipped_corpus(run: Run, tmp_path: Path) -> None:
    one = faulty(tmp_path / "one", "2014-03-03-one.md", GOOD.encode())
    two = faulty(tmp_path / "two", "2014-03-03-two.md", GOOD.encode())

    def ids(*arguments: str, **environment: str) -> list[str]:
        listed = json.loads(run("corpus", "list", "--json", *arguments, **environment).stdout)
        return [article["article_id"] for article in listed]

    assert ids() == [GIVEN_ID]
    assert ids(GLMBOT_CORPUS=one) == ["2014-03-03-one"]
    assert ids("--corpus", two, GLMBOT_CORPUS=one) == ["2014-03-03-two"]
    (tmp_path / ".env").write_text(f"GLMBOT_CORPUS={two}\n")
    assert ids() == ["2014-03-03-two"]
    assert ids(GLMBOT_CORPUS=one) == ["2014-03-03-one"]


def test_a_reply_in_a_conversation_has_its_whole_citation(run: Run) -> None:
    result = run("chat", stdin=b"Which regions does the MOU target?\n", COLUMNS="60")
    alone = run("ask", "Which regions does the MOU target?", "--json")
    assert objects(alone)[0]["citation"].encode() in result.stdout


@pytest.mark.parametrize(
    ("redirection", "says"), [(">/dev/full", b"no space is left"), (">&-", b"standard output is closed")]
)
def test_an_output_that_takes_nothing_is_one_line(tmp_path: Path, redirection: str, says: bytes) -> None:
    command = f"{sys.executable} -m glmbot cite combat-trafficking {redirection}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, timeout=900, check=False, cwd=tmp_path)  # noqa: S607
    assert result.returncode == 2
    assert says in result.stderr
    assert result.stderr.count(b"\n") == 1


def test_a_closed_input_is_an_empty_one(tmp_path: Path) -> None:
    command = f"{sys.executable} -m glmbot ask --stdin <&- && {sys.executable} -m glmbot chat <&-"
    result = subprocess.run(["bash", "-c", command], capture_output=True, timeout=900, check=False, cwd=tmp_path)  # noqa: S607
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_terminal_without_unicode_gets_an_answer(run: Run) -> None:
    result = run("ask", "Which regions does the MOU target?", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert rb"Monitor \xb6 2 (Dec. 6, 2011)" in result.stdout
