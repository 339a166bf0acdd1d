import io
import os
from pathlib import Path

import pytest

from glmbot.sim.faults import TABLE
from glmbot.sim.script import matching
from glmbot.sim.script.expecting import checks
from glmbot.sim.script.language import ScriptError, command_parts, steps, understood
from glmbot.sim.script.player import play_script
from glmbot.sim.script.reading import read_script
from glmbot.sim.script.showing import plain, shown
from glmbot.sim.script.terminal import terminal
from glmbot.sim.server import LocalDiscord
from sim.clients import Running
from sim.echo_bot import EchoBot
from sim.rich_bot import RichBot

EVERYTHING = """
# what a person can do, and what must come back
Ada runs /panel
bot replies: content is "panel"; title is "A"; link "https://a.test/"; button "Whisper"; no button "Quiet"
Ada presses "Count 0"
bot edits: button "Count 1"
Ben presses "Whisper"
only Ben sees: "for you alone"; pings nobody; within 2 s
Ada chooses "One" in "Pick one"
bot replies: "picked 1"
Ada presses "Tell" on "panel"
bot opens: "Tell me"
Ada fills name:"Ada Byron"
bot replies: "told Ada Byron"
Ada types /cite article:"Uni
bot offers: "Uni 0"; "Uni 2"; lacks "Uni 9"
Ada runs /cite article:"x y"
bot replies:
| cited x y
Ada runs /group below number:3
bot replies: matches "^below [0-9]"
Ben in #sources says: among ourselves
bot stays silent for 0.1 s
Ada in #sources uses "Cite this" on "among"
only Ada sees: "cited 'among ourselves'"
Ben uses "Greet" on @Ada
bot replies: "hello Ada"
Ada runs /layout
bot replies:
| laid out
| beside
| [Side]
| below
Ada in #questions runs /deferred
bot replies: "thought"
bot replies: "more"
bot edits: "more, edited"
bot edits: "thought, edited"
Ada runs /paper
bot replies: file "cite.bib"; file "cite.bib" contains "@misc{a}"
Ben goes to DM
Ben runs /cite article:z
bot replies: contains "cited z"; lacks "cited x"
Mod in #questions opens thread "aside"
Mod runs /told
bot replies: "told"
wait 0.01 s
"""


async def test_every_kind_of_line_is_played(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        transcript = await play_script(local, EVERYTHING)
    assert transcript.difference is None
    assert "    | for you alone" in transcript.lines


CONVERSATION = """
Ada says: @bot hello
bot replies: "hello"; reply to "hello"; pings Ada
Ada replies silently: @bot and now
bot replies: "and now"
Ada replies to "hello":
| @bot first line
| second line
bot replies: contains "first line second line"
Ada edits "second": changed
Ada reacts 👍 on "and now"
Ada deletes "changed"
fault drop-link
wait for bot
Ada says: @bot still there?
bot replies: "still there?"
fault 403 1 on POST /channels/{channel_id}/messages
Ada says: @bot unheard
bot stays silent for 0.1 s
"""


async def test_a_conversation_is_played(local: LocalDiscord, running: Running, echo_bot: EchoBot) -> None:
    async with running(echo_bot):
        assert (await play_script(local, CONVERSATION)).difference is None


@pytest.mark.parametrize(
    ("script", "difference"),
    [
        ('Ada says: @bot hello\nbot replies: "goodbye"', ["line 2", '-"goodbye"', "hello"]),
        ("Ada says: @bot hello\nbot replies:\n| goodbye", ["line 2", "-goodbye", "hello"]),
        ("Ada says: @bot hello\nbot stays silent for 0.3 s", ["line 2", "no line expects this", "hello"]),
        ("Ada says: @bot hello\nwait 0.3 s", ["at the end", "no line expects this"]),
        ("Ada says: @bot hello\nwait 0.3 s\nAda says: more", ["before line 3", "no line expects this"]),
        ('Ada presses "Nothing"', ["line 1", "Ada sees no 'Nothing'"]),
        ("Ada runs /nowhere", ["line 1", "no command 'nowhere'; it has echo"]),
        ("Zoe says: hello", ["line 1", "nobody is called 'Zoe'"]),
        ("Ada in #nowhere says: hello", ["line 1", "no channel is called '#nowhere'"]),
        ("restart bot", ["line 1", "not started by this server"]),
    ],
)
async def test_the_first_difference_ends_the_script(
    local: LocalDiscord, running: Running, echo_bot: EchoBot, script: str, difference: list[str]
) -> None:
    async with running(echo_bot):
        transcript = await play_script(local, script)
    assert transcript.difference is not None
    assert [part for part in difference if part not in transcript.difference] == []


async def test_what_never_comes_is_a_difference(
    local: LocalDiscord, running: Running, rich_bot: RichBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glmbot.sim.script.player.PATIENCE_SECONDS", 0.2)
    async with running(rich_bot):
        transcript = await play_script(local, 'Ada says: @bot hello\nbot replies: "hello"')
    assert transcript.difference is not None
    assert "+nothing" in transcript.difference


async def test_an_interaction_that_fails_can_be_expected(
    lenient: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    lenient.service.interactions.deadline = 0.5
    script = """
    Ada runs /never
    bot does not respond
    Ada types /cite article:many
    refused: 50035 at data.choices
    bot does not respond
    Ada runs /panel
    bot replies: "panel"
    Ada presses "Nothing"
    bot does not respond
    """
    async with running(rich_bot):
        transcript = await play_script(lenient, script)
    assert transcript.difference is None


async def test_an_unexpected_refusal_is_a_difference(
    lenient: LocalDiscord, running: Running, echo_bot: EchoBot
) -> None:
    async with running(echo_bot):
        transcript = await play_script(lenient, f"Ada says: {'x' * 1990} @bot {'y' * 1000}\nwait 0.3 s")
    assert transcript.difference is not None
    assert "50035 Invalid Form Body" in transcript.difference


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ada in #questions says: @bot why: because", "says"),
        ('Ada in "old questions" says: hello', "says"),
        ("Ada replies: yes", "replies"),
        ('Ada runs /ask question:"who signed?" private:true', "runs"),
        ('Ada chooses "One", "Two" in "Pick"', "chooses"),
        ("bot replies: anything", "expect-says"),
        ("only Ada sees: anything", "expect-only"),
        ("refused: 50035 at embeds[0].title", "expect-refused"),
    ],
)
def test_a_line_is_understood(line: str, kind: str) -> None:
    assert understood(1, line).kind == kind


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("Ada shouts: hello", "line 1: not understood"),
        ("| alone", "line 1: nothing stands before"),
        ("# fine\n\nbot replies: smells good", "line 3: no such check: smells good"),
        ('bot replies: matches "("', "line 1: no regular expression"),
        ('bot replies: matches "a{99999999999}"', "line 1: no regular expression"),
        ("bot replies: within 1.2.3 s", "line 1: no such check"),
        ("fault nonsense 3", "line 1: no fault is called 'nonsense'"),
        ("Ada says: hi\nwait 99999 s", "line 2: 99999 s is too long; a script waits at most 60 s at a time"),
        ("bot stays silent for 61 s", "line 1: 61 s is too long"),
        ("wait 1.2.3 s", "line 1: not understood"),
        ("Ada speaks klingon", "line 1: Discord has no language 'klingon'; it has bg, .*en-US"),
        ("\nthe guild speaks es", "line 2: Discord has no language 'es'; it has .*es-ES"),
        ("# nothing", "no line that does anything"),
    ],
)
async def test_a_line_that_is_none_is_named_before_anything_is_played(
    local: LocalDiscord, script: str, words: str
) -> None:
    with pytest.raises(ScriptError, match=words):
        await play_script(local, script)
    assert list(local.world.everything()) == []


def test_a_fault_is_told_with_the_name_of_the_file() -> None:
    with pytest.raises(ScriptError) as told:
        read_script("# fine\n\nAda shouts: hello\n")
    assert told.value.in_file("conversation.txt") == "conversation.txt:3: not understood: Ada shouts: hello"
    with pytest.raises(ScriptError) as told:
        read_script("")
    assert told.value.in_file("conversation.txt").startswith("conversation.txt: the script has no line")


async def test_a_pattern_without_end_is_a_difference(
    local: LocalDiscord, running: Running, echo_bot: EchoBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glmbot.sim.script.matching.SECONDS", 0.5)
    script = f'Ada in DM says: {"a" * 60}!\nbot replies: matches "^(a+)+$"'
    async with running(echo_bot):
        difference = (await play_script(local, script)).difference
    assert difference == 'line 2: matches "^(a+)+$": not decided within 0.5 s; make the pattern simpler'


def test_patterns_have_two_seconds() -> None:
    assert matching.SECONDS == 2
    assert matching.matches("b.d", "a b\nd bad")
    assert not matching.matches("^b", "a b")


def test_options_are_read_with_their_quotes() -> None:
    assert command_parts('group sub text:"a \\"b\\" c" flag:true open:"Uni') == (
        "group sub",
        {"text": 'a "b" c', "flag": "true", "open": "Uni"},
    )


def test_checks_are_parted_at_semicolons_outside_quotes() -> None:
    assert [check.text for check in checks('"a; b"; lacks "c"')] == ['"a; b"', 'lacks "c"']


def test_comments_and_blocks_are_told_apart() -> None:
    (step,) = steps("# a comment\nAda says:\n  | one\n  |   two\n")
    assert step.block == ("one", "  two")


def test_marks_of_markdown_do_not_hide_words() -> None:
    assert plain("> **Latin\n> America**, __the__ Gulf") == "Latin America, the Gulf"


def test_a_message_is_shown_as_its_reader_sees_it() -> None:
    body = {
        "content": "see",
        "embeds": [
            {"title": "T", "description": "D", "fields": [{"name": "n", "value": "v"}], "footer": {"text": "F"}}
        ],
        "attachments": [],
        "components": [
            {
                "type": 1,
                "components": [
                    {"type": 2, "style": 1, "label": "Sources", "custom_id": "s"},
                    {"type": 2, "style": 5, "label": "Read", "url": "https://a.test/"},
                    {"type": 2, "style": 1, "emoji": {"name": "👍"}, "custom_id": "u"},
                ],
            },
            {"type": 1, "components": [{"type": 3, "placeholder": "Other passages", "custom_id": "o", "options": []}]},
        ],
    }
    assert shown(body) == ["see", "T", "D", "n", "v", "F", "[Sources] [Read ↗] [👍]", "[Other passages ▾]"]


@pytest.mark.parametrize("piped", [True, False])
async def test_at_the_terminal_lines_are_played_as_they_are_typed(
    local: LocalDiscord, running: Running, echo_bot: EchoBot, *, piped: bool
) -> None:
    typed = "the guild speaks fr\nthe guild speaks x\nwait 99 s\n"
    typed += (
        'who signed?\nbot replies: "who signed?"\n/echo text:hi\nbot replies: "hi"\nAda shouts\nhelp\nquit\nnever\n'
    )
    said: list[str] = []
    async with running(echo_bot):
        if piped:
            reading, writing = os.pipe()
            os.write(writing, typed.encode())
            os.close(writing)
            with os.fdopen(reading) as source:
                assert await terminal(local, said.append, source) == 0
        else:
            assert await terminal(local, said.append, io.StringIO(typed)) == 0
    text = "\n".join(said)
    assert f"| <@{local.world.bot.id}> who signed?" in text
    assert "| hi" in text
    assert "not understood: Ada shouts" in text
    assert "line 2: Discord has no language 'x'" in text
    assert "line 3: 99 s is too long" in text
    assert local.world.guild_locale == "fr"
    assert "restart bot" in text
    assert "never" not in text


MANUAL = (Path(__file__).parents[2] / "docs" / "scripts.md").read_text(encoding="utf-8")


def test_the_manuals_example_is_a_script() -> None:
    example = MANUAL.split("```")[3]
    assert [step.kind for step in steps(example)][:3] == ["says", "expect-says", "presses"]


@pytest.mark.parametrize("name", TABLE)
def test_the_manual_names_every_fault(name: str) -> None:
    assert f"`{name}" in MANUAL
