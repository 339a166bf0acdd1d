"""The page of the local Discord, driven in a real Chromium against the real server and a real discord.py bot."""

import json
import os
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from glmbot.core.research.plot import WIDTH
from glmbot.core.research.png import png
from glmbot.sim.process import Child
from glmbot.sim.server import LocalDiscord

pytest.importorskip("playwright.async_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

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

BOT = Path(__file__).with_name("page_bot.py")
FILES = Path(__file__).parents[2] / "src" / "glmbot" / "sim" / "page"
LONGEST_MODULE = 250

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(bot_name="pagebot", title="A bot", status="one page") as discord:
        environment = {**os.environ, "PAGE_BOT_API": discord.api, "PAGE_BOT_GATEWAY": discord.gateway}
        discord.child = Child([sys.executable, str(BOT)], environment, discord.service.feed)
        await discord.child.start()
        await discord.ready(15)
        await discord.commands()
        yield discord


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport=WIDE)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(context: BrowserContext, local: LocalDiscord) -> AsyncIterator[Page]:
    async with tab(context, local) as page:
        yield page


async def ask(page: Page, text: str) -> Locator:
    """Write in the open channel; the bot's answer."""
    await write(page, text)
    return await last(page, text)


async def test_a_mention_is_answered_with_embed_and_measure(page: Page) -> None:
    answer = await ask(page, "who signed it?")
    await expect(answer.get_by_role("link", name="An answer")).to_have_attribute("rel", "noreferrer noopener")
    await expect(answer.locator("blockquote strong")).to_have_text("who signed it?")
    await expect(answer.get_by_test_id("reference")).to_contain_text("who signed it?")
    measured = r"answered in [\d.]+ m?s · 1 request · 2 of 5 rows · \d+ of 6000 characters"
    await expect(answer.get_by_test_id("measure")).to_have_text(re.compile(measured))


async def test_without_the_mention_the_page_warns_and_the_bot_is_silent(page: Page) -> None:
    await page.get_by_test_id("mention-chip").click()
    await expect(page.get_by_test_id("hint")).to_contain_text("Without a mention")
    await page.keyboard.type("nobody hears this")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("message").last).to_contain_text("nobody hears this")
    await ask(page, "but this")
    await expect(page.locator('[data-kind="bot"]').filter(has_text="nobody hears this")).to_have_count(0)


async def test_a_direct_message_needs_no_mention_and_belongs_to_one_person(page: Page) -> None:
    await page.locator('[data-testid="channel"][data-kind="dm"]').click()
    await expect(page.get_by_test_id("mention-chip")).to_be_hidden()
    await ask(page, "a private word")
    await speak_as(page, "Ben")
    await expect(page.get_by_test_id("channel-name")).to_contain_text("pagebot")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("a private word")


async def test_an_at_sign_completes_the_name(page: Page) -> None:
    await page.get_by_test_id("message-box").press_sequentially("@pa")
    await expect(page.get_by_test_id("palette").get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Tab")
    await expect(page.get_by_test_id("message-box")).to_have_value("@pagebot ")


async def test_a_slash_offers_the_commands_with_descriptions(page: Page) -> None:
    await page.get_by_test_id("message-box").fill("/")
    options = page.get_by_test_id("palette").get_by_role("option")
    await expect(options).to_have_count(5)
    await expect(options.first).to_contain_text("Ask a question")
    await page.get_by_test_id("message-box").fill("/numb")
    await expect(options).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("palette")).to_be_hidden()


async def test_a_command_is_filled_by_keyboard_alone_with_autocomplete_and_choices(page: Page) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/as")
    await page.keyboard.press("Tab")
    await page.keyboard.type("who signed it")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.type("king")
    choices = page.get_by_test_id("choices").get_by_role("option")
    await expect(choices).to_have_text(["United Kingdom"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await expect(page.get_by_test_id("option-place")).to_have_value("United Kingdom")
    await page.get_by_test_id("add-style").press("Enter")
    await page.keyboard.type("osc")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await last(page, "asked: who signed it | key-United Kingdom | oscola")
    await expect(page.get_by_test_id("message-box")).to_be_focused()


async def test_words_after_a_command_become_its_options(page: Page) -> None:
    await page.get_by_test_id("message-box").fill("/ask who was it style:APA")
    await expect(page.get_by_test_id("option-question")).to_have_value("who was it")
    await page.keyboard.press("Enter")
    await last(page, "asked: who was it | | apa")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("", "needed"), ("many", "whole number"), ("0", "At least 1"), ("10", "At most 9")],
)
async def test_a_wrong_option_is_told_and_not_sent(page: Page, typed: str, problem: str) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/number ")
    await page.keyboard.type(typed)
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("problem")).to_contain_text(problem)
    await expect(page.get_by_test_id("option-count")).to_be_focused()
    await page.get_by_test_id("option-count").fill("7")
    await page.keyboard.press("Enter")
    await last(page, "number 7")


async def test_an_ephemeral_reply_is_seen_by_one_person_and_can_be_dismissed(page: Page) -> None:
    answer = await ask(page, "a secret, please")
    await answer.get_by_role("button", name="Secret", exact=True).click()
    await last(page, "for your eyes")
    await expect(page.get_by_test_id("ephemeral").last).to_contain_text("Only you can see this")
    await speak_as(page, "Ben")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("for your eyes")
    await speak_as(page, "Ada")
    await page.get_by_role("button", name="dismiss").last.click()
    await expect(page.get_by_test_id("messages")).not_to_contain_text("for your eyes")


async def test_a_button_that_edits_keeps_the_focus_and_marks_the_edit(page: Page) -> None:
    answer = await ask(page, "turn the page")
    message = page.locator(f'[data-id="{await answer.get_attribute("data-id")}"]')
    await message.get_by_role("button", name="Turn", exact=True).press("Enter")
    await expect(message.get_by_test_id("embed")).to_contain_text("Page two")
    await expect(message.get_by_test_id("edited")).to_be_visible()
    await expect(message.get_by_role("button", name="Turn", exact=True)).to_be_focused()


async def test_a_select_is_opened_and_chosen_by_keyboard(page: Page) -> None:
    answer = await ask(page, "something else")
    await answer.get_by_role("combobox", name="Other passages").press("ArrowDown")
    await expect(page.get_by_test_id("select-list").get_by_role("option").first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await last(page, "chosen: ¶ 4")


async def test_escape_closes_a_select_and_gives_the_focus_back(page: Page) -> None:
    answer = await ask(page, "never mind")
    select = answer.get_by_role("combobox", name="Other passages")
    await select.click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("select-list")).to_have_count(0)
    await expect(select).to_be_focused()


async def test_channels_are_chosen_in_a_select_that_can_be_left_empty(page: Page) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/channels ")
    await page.keyboard.press("Enter")
    answer = page.locator('[data-testid="message"][data-kind="bot"]').last
    select = answer.get_by_role("combobox", name="Channels")
    await expect(select).to_have_text("#questions")
    await select.click()
    offered = page.get_by_test_id("select-list").get_by_role("option")
    await expect(offered.first).to_have_attribute("aria-selected", "true")
    names = await offered.all_inner_texts()
    assert names[0] == "questions"
    assert {"old questions", "sources", "help-desk", "first visit"} < set(names)
    assert not {"elsewhere", "Lounge", "announcements", "Ada and Ben"} & set(names)
    await offered.filter(has_text=re.compile("^sources$")).click()
    await page.get_by_role("button", name="Done").click()
    await expect(answer).to_contain_text("chosen: questions, sources")
    await expect(select).to_have_text("#questions, #sources")
    await select.click()
    for name in ("questions", "sources"):
        await offered.filter(has_text=re.compile(f"^{name}$")).click()
    await page.get_by_role("button", name="Done").click()
    await expect(answer).to_contain_text("chosen: none")
    await expect(select).to_have_text("Channels")


async def test_a_modal_is_validated_and_sent(page: Page) -> None:
    answer = await ask(page, "let me remark")
    await answer.get_by_role("button", name="Form", exact=True).click()
    field = page.get_by_test_id("modal").get_by_role("textbox")
    await field.fill("ab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("modal").get_by_role("alert")).to_contain_text("At least 3")
    await field.fill("abc")
    await page.keyboard.press("Enter")
    await last(page, "remarked: abc")


async def test_a_press_without_answer_fails_visibly(page: Page) -> None:
    answer = await ask(page, "will be ignored")
    await answer.get_by_role("button", name="Ignore", exact=True).click()
    await expect(answer.get_by_test_id("failed")).to_contain_text("This interaction failed")


async def test_a_deferred_answer_takes_the_place_of_thinking(page: Page) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/slow ")
    await page.keyboard.press("Enter")
    await last(page, "thought about it")
    await expect(page.get_by_test_id("thinking")).to_have_count(0)


async def test_components_v2_are_laid_out(page: Page) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/layout ")
    await page.keyboard.press("Enter")
    container = page.get_by_test_id("container").last
    await expect(container.get_by_role("heading", name="Sources")).to_be_visible()
    await expect(container.get_by_role("button", name="Open")).to_be_disabled()
    await expect(container.locator("em")).to_have_text("first")


async def test_a_message_command_is_run_from_the_keyboard(page: Page) -> None:
    answer = await ask(page, "repeat me")
    await answer.focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name="Repeat").press("Enter")
    await last(page, f"repeated message {await answer.get_attribute('data-id')}")


async def test_commands_are_shown_in_the_language_of_who_speaks(page: Page) -> None:
    await speak_as(page, "Ben")
    await page.get_by_test_id("language").select_option("Français")
    box = page.get_by_test_id("message-box")
    await box.press_sequentially("/as")
    await expect(page.get_by_test_id("palette")).to_contain_text("Poser une question")
    await page.keyboard.press("Tab")
    await expect(page.get_by_test_id("option-about")).to_contain_text("En peu de mots")
    await page.keyboard.type("qui ?")
    await page.get_by_test_id("add-style").click()
    await page.keyboard.type("l’apa")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    answer = await last(page, "asked: qui ? | | apa")
    await answer.focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name="Répéter").press("Enter")
    await last(page, f"repeated message {await answer.get_attribute('data-id')}")
    await speak_as(page, "Ada")
    await box.press_sequentially("/as")
    await expect(page.get_by_test_id("palette")).to_contain_text("Ask a question")


async def test_a_refusal_stands_in_red_in_its_channel_and_survives_a_reload(page: Page) -> None:
    await open_channel(page, "sources")
    await page.get_by_test_id("message-box").fill("too much")
    await page.keyboard.press("Enter")
    refusal = page.get_by_test_id("refusal").last
    await expect(refusal).to_contain_text("REFUSED 400 / 50035 Invalid Form Body")
    await expect(refusal).to_contain_text("embeds: Embed size exceeds maximum size of 6000")
    red, green, blue = await refusal.locator(".refusal-head").evaluate(
        "node => getComputedStyle(node).color.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert red > 1.5 * max(green, blue)
    await page.reload()
    await expect(page.get_by_test_id("refusal").last).to_contain_text("50035")
    await open_channel(page, "questions")
    await expect(page.get_by_test_id("refusal")).to_have_count(0)


async def test_a_reload_keeps_the_conversation_the_channel_and_the_speaker(page: Page) -> None:
    await speak_as(page, "Mod")
    await open_channel(page, "old questions")
    await ask(page, "still here after a reload?")
    await page.reload()
    await last(page, "still here after a reload?")
    await expect(page.get_by_test_id("channel-name")).to_contain_text("old questions")
    await expect(page.locator('[data-testid="speak-as"][data-user="Mod"]')).to_have_attribute("aria-checked", "true")


async def test_a_person_replies_edits_reacts_and_deletes(page: Page) -> None:
    answer = await ask(page, "a first thought")
    await answer.hover()
    await answer.get_by_role("button", name="Reply").click()
    await expect(page.get_by_test_id("reply-bar")).to_contain_text("pagebot")
    await page.keyboard.type("and a second")
    await page.keyboard.press("Enter")
    await last(page, "and a second")
    await page.keyboard.press("ArrowUp")
    await page.get_by_test_id("edit-box").fill("and a third")
    await page.keyboard.press("Enter")
    mine = page.locator('[data-testid="message"][data-author="Ada"]').last
    await expect(mine).to_contain_text("and a third (edited)")
    await mine.focus()
    await page.keyboard.press("+")
    await page.get_by_role("menuitem", name="🎉").press("Enter")
    await expect(mine.get_by_test_id("reaction")).to_have_attribute("aria-pressed", "true")
    await mine.get_by_test_id("reaction").click()
    await expect(mine.get_by_test_id("reaction")).to_have_count(0)
    await mine.focus()
    await page.keyboard.press("Delete")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("and a third (edited)")


async def test_a_thread_is_opened_from_a_message(page: Page) -> None:
    answer = await ask(page, "worth a thread")
    await answer.hover()
    await answer.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Create thread").click()
    await page.keyboard.type("A thread of it")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("channel-name")).to_have_text("A thread of it")
    await ask(page, "inside the thread")


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<svg onload=alert(1)><style>*{display:none}</style>",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1)) [y](data:text/html,z) <javascript:alert(1)>",
    "&lt;b&gt;bold&lt;/b&gt; &#60;i&#62;",
    "**<b>**</b> ||<iframe src=//example.org>||",
)


@pytest.mark.parametrize("text", HOSTILE)
async def test_markup_in_a_message_stays_text(page: Page, text: str) -> None:
    await page.get_by_test_id("mention-chip").click()
    await page.keyboard.insert_text(text)
    await page.keyboard.press("Enter")
    content = page.locator('[data-testid="message"][data-author="Ada"]').last.get_by_test_id("content")
    plain = re.sub(r"\*\*|\|\|", "", text)
    await expect(content).to_have_text(plain)
    assert await content.locator("img, script, svg, style, iframe, b, i, a").count() == 0


INLINE = (
    ("**bold** *it* __un__ ~~st~~ `co` ***both***", "strong:bold em:it u:un s:st code:co strong:both em:both"),
    ("snake_case_word 2 * 3 * 4 \\*no\\*", ""),
    (
        "[a](https://a.example/b_(c)) https://d.example/e. <https://f.example>",
        "a:a a:https://d.example/e a:https://f.example",
    ),
    ("> q\n> r\nafter", "blockquote:q\nr"),
    ("# H\n-# small\n- a\n  - b\n1. c", "ul:ab li:ab ul:b li:b ol:c li:c"),
    ("```py\n**x**\n```", "pre:**x** code:**x**"),
    ("<t:0:d>", "time:1/1/70"),
)


@pytest.mark.parametrize(("text", "elements"), INLINE)
async def test_discord_markdown_becomes_elements(page: Page, text: str, elements: str) -> None:
    found = await page.evaluate(
        """async (text) => {
          const { richText } = await import("/page/markdown.js");
          const box = document.createElement("div");
          box.append(...richText(text, { user: () => null, channel: () => null }));
          return [...box.querySelectorAll("strong, em, u, s, code, a, blockquote, ul, ol, li, pre, time")]
            .map((node) => `${node.localName}:${node.textContent}`).join(" ");
        }""",
        text,
    )
    assert found == elements


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_400_pixels_are_enough(page: Page, scheme: str) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    await ask(page, "does it fit? " + "averyveryverylongword" * 6)
    await page.set_viewport_size(NARROW)
    assert await overflowing(page) == []
    await page.get_by_test_id("toggle-channels").click()
    await expect(page.get_by_test_id("channel").first).to_be_focused()
    assert await overflowing(page) == []
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("toggle-channels")).to_be_focused()
    await page.get_by_test_id("toggle-panel").click()
    await expect(page.get_by_test_id("fault").first).to_be_in_viewport()
    assert await overflowing(page) == []


async def show_nothing(_: Page) -> None:
    """The page as it opens."""


async def show_an_answer(page: Page) -> None:
    await ask(page, "who can read this?")


async def show_a_layout(page: Page) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/layout ")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("container").last).to_be_visible()


async def show_the_commands(page: Page) -> None:
    await page.get_by_test_id("message-box").press_sequentially("/")
    await expect(page.get_by_test_id("palette").get_by_role("option").first).to_be_visible()


async def show_a_select(page: Page) -> None:
    answer = await ask(page, "offer others")
    await answer.get_by_role("combobox", name="Other passages").press("ArrowDown")
    await expect(page.get_by_test_id("select-list")).to_be_visible()


async def show_a_form(page: Page) -> None:
    answer = await ask(page, "let me remark on this")
    await answer.get_by_role("button", name="Form", exact=True).click()
    await expect(page.get_by_test_id("modal")).to_be_visible()


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize(
    "show", [show_nothing, show_an_answer, show_a_layout, show_the_commands, show_a_select, show_a_form]
)
async def test_axe_finds_nothing_that_keeps_people_out(
    page: Page, scheme: str, show: Callable[[Page], Awaitable[None]]
) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    await show(page)
    found = (await Axe().run(page)).response
    assert found["passes"], "it looked"
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


async def test_the_lab_is_folded_away_until_it_is_asked_for(page: Page, local: LocalDiscord) -> None:
    await page.goto(local.url)
    await ask(page, "no measure under this")
    toggle = page.get_by_test_id("toggle-panel")
    await expect(page.get_by_test_id("panel")).to_be_hidden()
    await expect(page.get_by_test_id("measure").last).to_be_hidden()
    await expect(toggle).to_have_attribute("aria-expanded", "false")
    await toggle.press("Enter")
    await expect(page.get_by_test_id("wire")).to_be_visible()
    await expect(page.get_by_test_id("measure").last).to_be_visible()
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    await page.reload()
    await expect(page.get_by_test_id("wire")).to_be_visible()
    await page.get_by_test_id("toggle-panel").click()
    await expect(page.get_by_test_id("panel")).to_be_hidden()


async def test_an_empty_channel_welcomes_with_questions_to_click(browser: Browser) -> None:
    page = await browser.new_page()
    async with LocalDiscord(bot_name="pagebot", examples=["One?", "Two?"]) as local:
        await opened(page, local)
        await expect(page.get_by_test_id("example")).to_have_text(["One?", "Two?"])
        await page.get_by_test_id("example").nth(1).press("Enter")
        await expect(page.get_by_test_id("message").last).to_contain_text("@pagebot Two?")
        await expect(page.get_by_test_id("welcome")).to_have_count(0)
        await open_channel(page, "elsewhere")
        await expect(page.get_by_test_id("example")).to_have_count(0)
    await page.close()


@pytest.mark.parametrize(
    ("channel", "name", "about"),
    [
        ("sources", "#sources", ""),
        ("old questions", "old questions", "a thread"),
        ("first visit", "first visit", "a post of a forum"),
        ("Lounge", "Lounge", "the text of a voice channel"),
        ("elsewhere", "#elsewhere", "a server that the bot is not in"),
        ("Ada and Ben", "Ada and Ben", "a group that the bot is not in"),
        ("pagebot", "pagebot", "a direct message between Ada and the bot"),
    ],
)
async def test_channels_say_what_they_are(page: Page, channel: str, name: str, about: str) -> None:
    await speak_as(page, "Ada")
    await open_channel(page, channel)
    await expect(page.get_by_test_id("channel-name")).to_have_text(name)
    entry = page.locator('[data-testid="channel"][aria-current="page"]')
    assert (await entry.get_attribute("title") or "").startswith(about)


async def test_the_wire_and_the_process_are_shown(page: Page) -> None:
    await ask(page, "over the wire")
    await expect(page.get_by_test_id("wire-entry").last).to_contain_text("POST …/messages")
    await expect(page.get_by_test_id("process")).to_contain_text("running, connected")
    await expect(page.get_by_test_id("title")).to_have_text("A bot")
    await expect(page.get_by_test_id("status")).to_contain_text("one page · 6 commands synced")


async def test_a_fault_is_set_off_and_the_bot_answers_after_it(page: Page, local: LocalDiscord) -> None:
    resumed = local.service.gateway.resumes
    await page.locator('[data-testid="fault"][data-fault="drop-link"]').click()
    await expect(page.get_by_test_id("fault-hint")).to_contain_text("Set off: drop link")
    await expect(page.get_by_test_id("wire")).to_contain_text("RESUMED")
    assert local.service.gateway.resumes == resumed + 1
    await page.get_by_test_id("fault-value-404").fill("none")
    await page.locator('[data-testid="fault"][data-fault="404"]').click()
    await expect(page.get_by_test_id("fault-value-404")).to_have_attribute("aria-invalid", "true")
    await ask(page, "back again")


async def test_a_lost_connection_is_told_and_mended(browser: Browser) -> None:
    page = await browser.new_page()
    try:
        async with LocalDiscord() as first:
            await opened(page, first)
            await expect(page.get_by_test_id("banner")).to_be_hidden()
        await expect(page.get_by_test_id("banner")).to_contain_text("lost")
        async with LocalDiscord(port=first.port):
            await expect(page.get_by_test_id("banner")).to_be_hidden(timeout=3 * PATIENCE_MS)
    finally:
        await page.close()


async def test_a_long_conversation_is_shown_from_its_end(page: Page, local: LocalDiscord) -> None:
    for number in range(130):
        await local.say("Ben", "#Lounge", f"line {number} of many")
    await open_channel(page, "Lounge")
    await expect(page.get_by_test_id("messages").get_by_text("line 129 of many")).to_be_in_viewport()
    await expect(page.get_by_test_id("messages").get_by_text("line 0 of many")).to_have_count(0)
    await page.get_by_role("button", name=re.compile("Show earlier")).click()
    await expect(page.get_by_test_id("messages").get_by_text("line 0 of many")).to_have_count(1)


async def test_a_picture_that_is_attached_is_shown_with_its_description(page: Page, local: LocalDiscord) -> None:
    broken = "a picture that can't be drawn is listed like any file"
    files = [("bars.png", png([(2009, 3), (2011, 1)]), "Three, then one"), ("broken.png", b"no picture", broken)]
    async with aiohttp.ClientSession() as session:
        await post_files(local, session, "#announcements", files)
    await open_channel(page, "announcements")
    picture = page.get_by_role("img", name="Three, then one")
    await expect(picture).to_be_visible()
    assert await picture.get_attribute("width") == str(2 * WIDTH)
    await expect(page.get_by_role("link", name="broken.png")).to_be_visible()
    await expect(page.get_by_role("img", name=broken)).to_have_count(0)


async def post_files(
    local: LocalDiscord, session: aiohttp.ClientSession, channel: str, files: list[tuple[str, bytes, str]]
) -> None:
    told = [{"id": number, "description": alt} for number, (_, _, alt) in enumerate(files)]
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps({"attachments": told}), content_type="application/json")
    for number, (name, raw, _) in enumerate(files):
        form.add_field(f"files[{number}]", raw, filename=name, content_type="image/png")
    place = local.world.place(channel, local.world.bot)
    path = f"{local.api}/channels/{place.id}/messages"
    async with session.post(path, data=form, headers={"Authorization": "Bot simulated"}) as answer:
        assert answer.status == 200


def modules() -> list[Path]:
    return sorted(FILES.glob("*.js"))


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.name)
async def test_no_module_can_turn_text_into_markup_or_code(module: Path) -> None:
    source = module.read_text(encoding="utf-8")  # noqa: ASYNC240 - a small file, and nothing else runs
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc", source)
    assert source.startswith("// ")
    assert source.count("\n") <= LONGEST_MODULE
