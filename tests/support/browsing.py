"""The page of the local Discord as a person uses it, in a real Chromium. Import it only where Playwright is there."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, BrowserContext, Locator, Page, ViewportSize, async_playwright, expect

from glmbot.sim.server import LocalDiscord

CHROMIUM: Final = Path("/usr/bin/chromium")
ARGUMENTS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
WIDE: Final = ViewportSize(width=1280, height=860)
NARROW: Final = ViewportSize(width=400, height=800)
PATIENCE_MS: Final = 5000


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def tab(context: BrowserContext, local: LocalDiscord) -> AsyncIterator[Page]:
    """A tab with the page open, which may leave no console message and no request to another host behind."""
    page = await context.new_page()
    complaints: list[str] = []
    addresses: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: addresses.append(request.url))
    page.on("websocket", lambda socket: addresses.append(socket.url))
    await opened(page, local)
    yield page
    await page.close()
    assert complaints == []
    own = re.compile(rf"(http|ws)://127\.0\.0\.1:{local.port}/")
    assert [address for address in addresses if not own.match(address)] == []


async def opened(page: Page, local: LocalDiscord) -> None:
    """Go to the page, its lab open, and wait until it shows the channels."""
    await page.goto(f"{local.url}/?lab")
    await expect(page.get_by_test_id("channel").first).to_be_visible()


async def write(page: Page, text: str) -> None:
    """Write in the open channel; the page puts the mention before it where one is needed."""
    await page.get_by_test_id("message-box").fill(text)
    await page.keyboard.press("Enter")


async def last(page: Page, text: str) -> Locator:
    """The bot's last message that holds the text, once it is there."""
    found = page.locator('[data-testid="message"][data-kind="bot"]').filter(has_text=text).last
    await expect(found).to_be_visible()
    return found


async def speak_as(page: Page, name: str) -> None:
    """Be another person."""
    await page.locator(f'[data-testid="speak-as"][data-user="{name}"]').click()


async def open_channel(page: Page, name: str) -> None:
    """Go to another channel."""
    await page.get_by_test_id("channel").filter(has_text=name).first.click()


async def overflowing(page: Page) -> list[str]:
    """What is wider than the window, so that one would have to scroll sideways."""
    wide = """() => [document.documentElement, document.querySelector(".scroller")]
      .filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.className || node.localName)"""
    found: list[str] = await page.evaluate(wide)
    return found
