import pytest

from glmbot.sim.errors import SimError
from glmbot.sim.interactions import Interaction
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import Upload, visible_text
from sim.clients import RestClient, Running
from sim.rich_bot import RichBot

COMMAND = {"name": "ask", "description": "d"}


async def test_every_kind_of_option_arrives(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        use = await local.run(
            "Ada", "#questions", "options", text="t", number=7, part=0.5, flag=True, member="@Ben",
            channel="#sources", thing="@Mod", paper=Upload("paper", "a.txt", b"inside"),
        )  # fmt: skip
        assert (await use.response()).content == "t 7 0.5 True Ben sources mod inside"


async def test_a_subcommand_is_found_by_its_words(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        use = await local.run("Ada", "#questions", "group below", number=3)
        assert (await use.response()).content == "below 3"
        with pytest.raises(SimError, match="more than 9"):
            await local.run("Ada", "#questions", "group below", number=10)


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("cite", {}, "option article is required"),
        ("cite", {"article": "x", "other": "y"}, "no option 'other'"),
        ("nowhere", {}, "no command 'nowhere'"),
        ("group", {}, "needs one of below"),
        ("told", {}, "Ada may not use /told"),
    ],
)
async def test_what_discords_own_client_would_not_send_is_not_sent(
    local: LocalDiscord, running: Running, rich_bot: RichBot, *, command: str, options: dict[str, str], words: str
) -> None:
    async with running(rich_bot):
        with pytest.raises(SimError, match=words):
            await local.run("Ada", "#questions", command, options)


async def test_a_moderator_may_use_what_needs_manage_guild(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    async with running(rich_bot):
        assert (await (await local.run("Mod", "#questions", "told")).response()).content == "told"


async def test_choices_are_offered(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        choices = await local.autocomplete("Ada", "#questions", "cite", "article", article="Uni")
    assert [choice["name"] for choice in choices] == ["Uni 0", "Uni 1", "Uni 2"]


async def test_more_than_25_choices_are_never_offered(
    lenient: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    lenient.service.interactions.deadline = 0.5
    async with running(rich_bot):
        with pytest.raises(SimError, match="did not respond"):
            await lenient.autocomplete("Ada", "#questions", "cite", "article", article="many")
    assert lenient.refusals[-1].errors[0].place == "data.choices"


async def test_buttons_edit_whisper_and_open_modals(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        panel = await (await local.run("Ada", "#questions", "panel")).response()
        count = await local.press("Ben", panel, "Count 0")
        assert await count.response() is panel
        assert await (await local.press("Ben", panel, "Count 1")).acknowledgement() == 7
        whisper = await (await local.press("Ben", panel, "whisper")).response()
        assert whisper.visible_to == local.who("Ben").id
        form = await local.press("Ben", panel, "Tell")
        assert (await form.opened())["title"] == "Tell me"
        told = await local.submit(form, {"name": "Ben"})
        assert (await told.response()).content == "told Ben"


async def test_selects_of_texts_and_people_tell_what_was_chosen(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    async with running(rich_bot):
        panel = await (await local.run("Ada", "#questions", "panel")).response()
        pick = await local.choose("Ada", panel, "Pick one", ["One"])
        assert (await pick.followup()).content == "picked 1"
        person = await local.choose("Ada", panel, "Pick a person", [local.who("Mod").id])
        assert (await person.response()).content == "picked Mod"
        with pytest.raises(SimError, match="offers no 'Two'"):
            await local.choose("Ada", panel, "Pick one", ["Two"])
        with pytest.raises(SimError, match="there are Count 0"):
            await local.press("Ada", panel, "Missing")


async def test_a_menu_command_is_given_its_whole_target(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    async with running(rich_bot):
        message = await local.say("Ben", "#questions", "among ourselves")
        use = await local.run("Ada", "#questions", "Cite this", target=message)
        assert (await use.response()).content == "cited 'among ourselves'"
        greeting = await local.run("Ada", "#questions", "Greet", target=local.who("Ben"))
        assert (await greeting.response()).content == "hello Ben"


@pytest.mark.parametrize("private", [False, True])
async def test_the_first_follow_up_takes_the_place_of_thinking(
    local: LocalDiscord, running: Running, rich_bot: RichBot, *, private: bool
) -> None:
    async with running(rich_bot):
        use = await local.run("Ada", "#questions", "deferred", private=private)
        message = await local.until(lambda: use.original)
        await use.followup()
        await local.until(lambda: True if message.content == "thought, edited" else None)
        await local.until(lambda: True if use.followups[0].content == "more, edited" else None)
    assert (message.visible_to is not None) is private
    assert use.acknowledged == 5
    assert (use.ack_ms or 9999) < 1000


async def test_without_an_answer_within_three_seconds_the_interaction_fails(
    local: LocalDiscord, running: Running, rich_bot: RichBot
) -> None:
    local.service.interactions.deadline = 0.5
    async with running(rich_bot):
        late = await local.run("Ada", "#questions", "late", seconds=0.9)
        with pytest.raises(SimError, match="The application did not respond"):
            await late.response()
        await local.until(lambda: local.refusals or None)
        never = await local.press("Ada", await (await local.run("Ada", "#questions", "panel")).response(), "Nothing")
        with pytest.raises(SimError, match="The application did not respond"):
            await never.acknowledgement()
    assert [refusal.code for refusal in local.refusals] == [10062]
    shown = [message for message in local.world.everything() if message.failed]
    assert [message.visible_to for message in shown] == [local.who("Ada").id]


def test_discords_deadline_is_three_seconds() -> None:
    assert LocalDiscord().service.interactions.deadline == 3


async def test_a_second_acknowledgement_is_refused(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        await (await local.run("Ada", "#questions", "twice")).response()
        await local.until(lambda: local.refusals or None)
    assert [refusal.code for refusal in local.refusals] == [40060]


async def test_components_v2_and_files_are_shown(local: LocalDiscord, running: Running, rich_bot: RichBot) -> None:
    async with running(rich_bot):
        layout = await (await local.run("Ada", "DM", "layout")).response()
        assert visible_text(layout.body) == "laid out\nbeside\nbelow"
        paper = await (await local.run("Ada", "#questions", "paper")).response()
    assert paper.body["attachments"][0]["filename"] == "cite.bib"


@pytest.mark.parametrize("place", ["elsewhere", "Ada and Ben", "DM"])
async def test_a_user_install_works_where_the_bot_is_not(
    local: LocalDiscord, running: Running, rich_bot: RichBot, place: str
) -> None:
    async with running(rich_bot):
        assert (await (await local.run("Ada", place, "cite", article="x")).response()).content == "cited x"
        if place != "DM":
            with pytest.raises(SimError, match="can't be used"):
                await local.run("Ada", place, "panel")


async def used(local: LocalDiscord, rest: RestClient) -> tuple[Interaction, str, str]:
    await rest("PUT", rest.commands, [COMMAND])
    use = await local.run("Ada", "#questions", "ask")
    return use, f"/interactions/{use.id}/{use.token}/callback", f"/webhooks/{local.world.application_id}/{use.token}"


async def test_before_the_acknowledgement_there_is_no_webhook(local: LocalDiscord, rest: RestClient) -> None:
    _, callback, webhook = await used(local, rest)
    assert (await rest("POST", webhook, {"content": "x"}))[1]["code"] == 10015
    assert await rest("POST", callback, {"type": 5}) == (204, None)
    assert (await rest("PATCH", webhook + "/messages/@original", {"content": "x"}))[0] == 200


async def test_a_deleted_response_is_unknown(local: LocalDiscord, rest: RestClient) -> None:
    _, callback, webhook = await used(local, rest)
    body = {"type": 4, "data": {"content": "x"}}
    status, answer = await rest("POST", callback + "?with_response=true", body)
    assert (status, answer["resource"]["message"]["content"]) == (200, "x")
    assert await rest("DELETE", webhook + "/messages/@original") == (204, None)
    assert (await rest("GET", webhook + "/messages/@original"))[1]["code"] == 10008


async def test_after_fifteen_minutes_the_token_is_void(local: LocalDiscord, rest: RestClient) -> None:
    use, callback, webhook = await used(local, rest)
    await rest("POST", callback, {"type": 5})
    use.began -= 15 * 60 + 1
    status, answer = await rest("POST", webhook, {"content": "x"})
    assert (status, answer["code"]) == (401, 50027)


async def test_an_interaction_with_another_token_is_unknown(local: LocalDiscord, rest: RestClient) -> None:
    use, _, _ = await used(local, rest)
    status, answer = await rest("POST", f"/interactions/{use.id}/other/callback", {"type": 5})
    assert (status, answer["code"]) == (404, 10062)


async def test_a_user_install_has_five_follow_ups(local: LocalDiscord, rest: RestClient) -> None:
    await rest("PUT", rest.commands, [{**COMMAND, "integration_types": [0, 1], "contexts": [0, 1, 2]}])
    use = await local.run("Ada", "elsewhere", "ask")
    await rest("POST", f"/interactions/{use.id}/{use.token}/callback", {"type": 4, "data": {"content": "x"}})
    webhook = f"/webhooks/{local.world.application_id}/{use.token}"
    codes = [(await rest("POST", webhook, {"content": "x"}))[0] for _ in range(6)]
    assert codes == [200] * 5 + [400]
