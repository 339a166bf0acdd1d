"""The bot, as a process of its own, used in the page of the local Discord in a real Chromium."""

import datetime as dt
import os
import re
import sys
from collections.abc import AsyncIterator
from typing import Literal

import aiohttp
import pytest
import pytest_asyncio

from glmbot.bot.i18n import say_in
from glmbot.bot.ui.answer_buttons import answer_rows
from glmbot.bot.ui.card import Card
from glmbot.bot.ui.controls import Controls
from glmbot.bot.ui.render import RenderTarget, render_card
from glmbot.core.corpus.passages import split_passages
from glmbot.core.model import Answer
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord
from support.articles import GIVEN_ID, GIVEN_PATH, make_article

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Browser, BrowserContext, Page, expect

from support.browsing import (
    CHROMIUM,
    NARROW,
    PATIENCE_MS,
    WIDE,
    chromium,
    last,
    open_channel,
    opened,
    overflowing,
    speak_as,
    tab,
    write,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]

SIGNED = "who signed the agreement and when?"
REGIONS = "Which regions does the MOU target?"
START_MS = 20_000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def local(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LocalDiscord]:
    """A local Discord with `glmbot run` in it, in which the bot did nothing that Discord's schema forbids."""
    folder = tmp_path_factory.mktemp("bot")
    async with LocalDiscord(bot_name="glmbot", title="glmbot", status="1 article") as discord:
        environment = {
            "PATH": os.environ["PATH"],
            "GLMBOT_READER": "0",  # the model has tests of its own
            "HOME": str(folder),
            "GLMBOT_CORPUS": str(GIVEN_PATH.parent),
            "GLMBOT_DATABASE": str(folder / "glmbot.sqlite3"),
            "GLMBOT_DISCORD_API": discord.api,
            "GLMBOT_DISCORD_GATEWAY": discord.gateway,
        }
        discord.child = Child([sys.executable, "-m", "glmbot", "run"], environment, discord.service.feed)
        await discord.child.start()
        await discord.ready(20)
        await discord.commands()
        yield discord
    assert discord.violations == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport=WIDE, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(context: BrowserContext, local: LocalDiscord) -> AsyncIterator[Page]:
    async with tab(context, local) as page:
        yield page
    local.fault("clear")


async def command(page: Page, name: str, **options: str) -> None:
    """Use a command as one types it: its name, the first option, and others by the button that adds them."""
    await page.get_by_test_id("message-box").press_sequentially(f"/{name} ")
    for option, value in options.items():
        field = page.get_by_test_id(f"option-{option}")
        if not await field.count():
            await page.get_by_test_id(f"add-{option}").click()
        await field.press_sequentially(value)
        if option in ("style", "private"):
            await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")


async def test_a_question_by_mention_gets_the_passage_with_its_citation(page: Page) -> None:
    await write(page, SIGNED)
    answer = await last(page, "On October 31, 2011")
    await expect(answer.get_by_test_id("reference")).to_contain_text(SIGNED)
    await expect(answer.get_by_role("link", name="United Nations: Agreement to Combat")).to_be_visible()
    await expect(answer.get_by_test_id("embed")).to_contain_text("Dec. 6, 2011 · United Nations · ¶ 1 of 6")
    await expect(answer.locator("blockquote")).to_contain_text("On October 31, 2011,")
    await expect(answer.get_by_test_id("embed")).to_contain_text("Reported in 2011; the law may have changed.")
    await answer.get_by_role("button", name="Cite").click()
    await last(page, "Global Legal Monitor ¶ 1 (Dec. 6, 2011)")
    await expect(answer.get_by_test_id("measure")).to_contain_text(re.compile(r"answered in [\d.]+ m?s · 1 request"))


async def test_a_question_in_a_direct_message_needs_no_mention(page: Page) -> None:
    await page.locator('[data-testid="channel"][data-kind="dm"]').click()
    await write(page, REGIONS)
    await last(page, "Latin America")


async def test_a_slash_shows_the_commands_of_the_bot(page: Page, local: LocalDiscord) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/")
    offered = page.get_by_test_id("palette").get_by_role("option")
    commands = [command for command in await local.commands() if command.get("type", 1) == 1]
    for_all = [command["name"] for command in commands if command["default_member_permissions"] is None]
    await expect(offered).to_have_count(len(for_all))
    for name in for_all:
        await expect(page.get_by_test_id("palette")).to_contain_text(f"/{name}")
    await page.keyboard.press("Backspace")
    await speak_as(page, "Mod")
    await page.get_by_test_id("message-box").press_sequentially("/")
    await expect(offered).to_have_count(len(commands))


async def test_ask_is_filled_option_by_option(page: Page) -> None:
    await command(page, "ask", question=REGIONS)
    answer = await last(page, "Latin America")
    await expect(answer.locator(".used")).to_have_text("/ask")
    await expect(answer.get_by_test_id("ephemeral")).to_have_count(0)


async def test_a_private_answer_is_seen_by_who_asked_alone(page: Page) -> None:
    await open_channel(page, "sources")
    await command(page, "ask", question=REGIONS, private="True")
    await expect((await last(page, "Latin America")).get_by_test_id("ephemeral")).to_contain_text("Only you can see")
    await speak_as(page, "Ben")
    await expect(page.get_by_test_id("channel-name")).to_contain_text("sources")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("Latin America")


async def test_source_offers_articles_while_one_types(page: Page) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/source ")
    await page.keyboard.type("traffick")
    choices = page.get_by_test_id("choices").get_by_role("option")
    await expect(choices).to_have_text(["United Nations: Agreement to Combat Trafficking in Persons"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.get_by_test_id("add-paragraph").click()
    await page.keyboard.type("6")
    await page.keyboard.press("Enter")
    await expect((await last(page, "António Guterres")).get_by_test_id("embed")).to_contain_text("¶ 6 of 6")


async def test_a_citation_is_seen_by_who_asked_alone(page: Page) -> None:
    await command(page, "cite", article="combat trafficking", style="APA", paragraph="2")
    citation = await last(page, "Zeldin, W. (2011, December 6)")
    await expect(citation.get_by_test_id("ephemeral")).to_be_visible()
    await expect(citation.locator("em")).to_have_text("Global Legal Monitor")
    await speak_as(page, "Ben")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("Zeldin, W.")


async def test_a_citation_for_programs_is_offered_as_a_file(page: Page) -> None:
    await command(page, "cite", article="combat trafficking", style="RIS")
    file = (await last(page, f"{GIVEN_ID}.ris")).get_by_role("link", name=f"{GIVEN_ID}.ris")
    async with page.expect_download() as download:
        await file.click()
    saved = await (await download.value).path()
    text = saved.read_text(encoding="utf-8")
    assert text.startswith("TY  - ")
    assert "Zeldin" in text


async def test_what_discord_refuses_the_bot_stands_in_red(page: Page, local: LocalDiscord) -> None:
    await page.locator('[data-testid="fault"][data-fault="no-permission"]').click()
    await expect(page.get_by_test_id("fault-hint")).to_contain_text("Set off: no permission")
    await write(page, REGIONS)
    refusal = page.get_by_test_id("refusal").last
    await expect(refusal).to_contain_text("REFUSED 403 / 50013 Missing Permissions")
    await expect(refusal).to_contain_text("POST /channels/{channel_id}/messages")
    red, green, blue = await refusal.locator(".refusal-head").evaluate(
        "node => getComputedStyle(node).color.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert red > 1.5 * max(green, blue)
    await page.locator('[data-testid="fault"][data-fault="clear"]').click()
    await write(page, REGIONS)
    await last(page, "Latin America")
    assert not local.service.faults.standing


async def test_a_request_over_a_limit_stands_in_red_with_its_path(page: Page, local: LocalDiscord) -> None:
    await open_channel(page, "announcements")
    address = f"{local.api}/channels/{local.where('#announcements', local.who('Ada')).id}/messages"
    body = {"embeds": [{"title": "x" * 257}]}
    violated = len(local.violations)
    async with (
        aiohttp.ClientSession(headers={"Authorization": "Bot simulated"}) as session,
        session.post(address, json=body) as answer,
    ):
        assert answer.status == 400
    del local.violations[violated:]  # this request broke the schema on purpose, and was not the bot's
    refusal = page.get_by_test_id("refusal").last
    await expect(refusal).to_contain_text("REFUSED 400 / 50035 Invalid Form Body")
    await expect(refusal.locator("code")).to_have_text("embeds[0].title")
    await page.reload()
    await expect(refusal).to_contain_text("embeds[0].title")


async def test_a_reconnect_that_discord_asks_for_is_resumed_and_the_bot_goes_on(
    page: Page, local: LocalDiscord
) -> None:
    resumed = local.service.gateway.resumes
    await page.locator('[data-testid="fault"][data-fault="op7"]').click()
    await expect(page.get_by_test_id("wire")).to_contain_text("RESUMED")
    await expect(page.get_by_test_id("process")).to_contain_text(f"{resumed + 1} reconnect")
    await write(page, REGIONS)
    await last(page, "Latin America")
    assert local.service.gateway.resumes == resumed + 1


async def test_the_process_is_restarted_from_the_page(page: Page, local: LocalDiscord) -> None:
    child = local.child
    assert child is not None
    before = child.pid
    await page.get_by_test_id("process-restart").click()
    await expect(page.get_by_test_id("process")).not_to_contain_text(f"pid {before}", timeout=START_MS)
    await expect(page.get_by_test_id("process")).to_contain_text("running, connected", timeout=START_MS)
    assert child.pid not in (None, before)
    await open_channel(page, "Lounge")
    await write(page, REGIONS)
    await last(page, "Latin America")


async def test_a_reload_keeps_the_conversation(page: Page) -> None:
    await open_channel(page, "old questions")
    await write(page, "Who is Yuri Fedotov?")
    await last(page, "¶¶ 4–5 of 6")
    await page.reload()
    await last(page, "¶¶ 4–5 of 6")
    await expect(page.locator('[data-author="Ada"]').last).to_contain_text("Who is Yuri Fedotov?")


async def test_an_answer_can_be_read_at_400_pixels(page: Page) -> None:
    await page.set_viewport_size(NARROW)
    await write(page, SIGNED)
    answer = await last(page, "On October 31, 2011")
    assert await overflowing(page) == []
    box = await answer.get_by_test_id("embed").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]


SENTENCE = "The ferry sails with every lifeboat that the harbour law of Norland asks of it, "
TITLE = "Norland, Sudmark: Assembly Adopts Act on Lifeboats of Ferries and Licences of Skippers"


def card(body: str, source: str) -> Card:
    """An answer whose every word is bold, with a source that the passage doesn't print itself."""
    article = make_article(body, title=TITLE, url="https://x.example/")
    (passage,) = split_passages(article)
    question = "Which boats does the ferry sail with?"
    rows = answer_rows(Answer(article, passage, (), ""), say_in("en"), question=question, asker=5)
    return Card(article, passage, evidence=(passage.span,), sources=[source] if source else [], rows=rows)


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("source", ["", "Ferries Made Safer, NORLAND COURIER (Mar. 1, 2014)"])
async def test_an_answer_of_600_characters_and_its_controls_fit_a_phone(
    page: Page, local: LocalDiscord, scheme: Literal["dark", "light"], source: str
) -> None:
    body = (SENTENCE * 9)[:599].rstrip(", ") + "."
    rendered = render_card(card(body, source), RenderTarget(say_in("en"), dt.date(2026, 3, 1)))
    asked = await local.say("Ada", "#sources", "Which boats does the ferry sail with?")
    sent = {
        "embeds": [embed.to_dict() for embed in rendered.embeds],
        "components": Controls(rendered.rows).to_components(),
        "message_reference": {"message_id": asked.id},
    }
    channel = local.where("#sources", local.who("Ada"))
    async with (
        aiohttp.ClientSession(headers={"Authorization": "Bot simulated"}) as session,
        session.post(f"{local.api}/channels/{channel.id}/messages", json=sent) as answered,
    ):
        assert answered.status == 200
    await page.emulate_media(color_scheme=scheme)
    await page.set_viewport_size(NARROW)
    await page.get_by_test_id("toggle-channels").click()
    await open_channel(page, "sources")
    answer = await last(page, "lifeboat")
    await expect(answer.get_by_role("button", name="👎")).to_be_in_viewport(ratio=1)
    await expect(answer.get_by_test_id("reference")).to_be_in_viewport(ratio=1)
    assert await overflowing(page) == []


async def test_a_persons_language_is_kept_on_the_server(page: Page, local: LocalDiscord) -> None:
    language = page.get_by_test_id("language")
    await expect(language.get_by_role("option")).to_have_text(["English", "Español", "Français"])
    await language.select_option("Français")
    await local.until(lambda: local.who("Ada").locale == "fr" or None)
    await command(page, "ask", question=REGIONS)
    await last(page, "Latin America")
    await speak_as(page, "Ben")
    await expect(language).to_have_value("en-US")
    await page.reload()
    await expect(language).to_have_value("en-US")
    await speak_as(page, "Ada")
    await expect(language).to_have_value("fr")
    await local.speak("Ada", "pt-BR")
    await expect(language).to_have_value("pt-BR")
    await language.focus()
    await language.select_option("English")
    await local.until(lambda: local.who("Ada").locale == "en-US" or None)
    await expect(language.get_by_role("option")).to_have_count(3)
    await expect(language).to_be_focused()


async def test_a_second_window_shows_the_same_conversation(context: BrowserContext, local: LocalDiscord) -> None:
    async with tab(context, local) as first, tab(context, local) as second:
        for page in (first, second):
            await open_channel(page, "first visit")
        await speak_as(first, "Ben")
        await write(first, REGIONS)
        await last(second, "Latin America")
        await opened(second, local)
