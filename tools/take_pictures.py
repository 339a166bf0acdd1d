"""Takes the pictures in docs/pictures: the bot in the local Discord, in a conversation, by Playwright and Chromium."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal, TypeAlias

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

ROOT: Final = Path(__file__).parents[1]
PICTURES: Final = ROOT / "docs" / "pictures"
DEMO: Final = ROOT / "src" / "glmbot" / "resources" / "demo"
WATCHED: Final = "Labor law"
FIRST_NEW: Final = "2011"
"""Articles of later years come while the bot runs."""
CHROMIUM: Final = Path("/usr/bin/chromium")
WIDE: Final = ViewportSize(width=1280, height=860)
PHONE: Final = ViewportSize(width=400, height=800)
LARGEST_BYTES: Final = 300_000
Scheme: TypeAlias = Literal["dark", "light"]

SIGNED: Final = "who signed the agreement and when?"
EXPIRES: Final = "when does the MOU expire?"
REGIONS: Final = "Which regions does the MOU target?"
NOTE: Final = "For chapter 2; compare the Palermo Protocol, art. 10."
COMPARED: Final = "electric scooters"
MISQUOTED: Final = "the yearly catch of cod in the Hallan Sea may exceed 51,000 tons"
VISA: Final = "what is the visa fee for Japan?"


@contextmanager
def local_discord(corpus: Path | None = None) -> Iterator[str]:
    """`glmbot simulate` while it runs, over a corpus whose changes are taken in; gives the page's address."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "glmbot", "simulate", "--no-browser"]
        command += ["--corpus", str(corpus)] if corpus else []
        environment = {**os.environ, "GLMBOT_WATCH": "1"}
        with subprocess.Popen(  # noqa: S603 - our own
            command, cwd=folder, stderr=subprocess.PIPE, text=True, env=environment
        ) as process:
            try:
                assert process.stderr is not None
                line = process.stderr.readline()
                address = re.search(r"http://127\.0\.0\.1:\d+", line)
                if address is None:
                    sys.exit(line)
                yield address.group()
            finally:
                process.terminate()


@contextmanager
def window(browser: Browser, url: str, size: ViewportSize, scheme: Scheme) -> Iterator[Page]:
    """The page in a window of its own."""
    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce", locale="en-US")
    page.goto(url)
    expect(page.get_by_test_id("channel-name")).not_to_be_empty()
    yield page
    page.close()


def ask(page: Page, question: str) -> None:
    """Ask in the open channel, and wait for the answer."""
    answers = page.locator('[data-testid="message"][data-kind="bot"]')
    before = answers.count()
    page.get_by_test_id("message-box").fill(question)
    page.keyboard.press("Enter")
    expect(answers).to_have_count(before + 1)


def speak_as(page: Page, name: str) -> None:
    """Be another person."""
    page.locator(f'[data-testid="speak-as"][data-user="{name}"]').click()


def open_channel(page: Page, name: str) -> None:
    """Go to another channel."""
    page.get_by_test_id("channel").filter(has_text=name).first.click()


def press(page: Page, label: str) -> None:
    """Press the last button of that label, and let the answer come."""
    page.locator('[data-testid="message"] button', has_text=label).last.click()
    page.wait_for_timeout(600)


def keep_two(page: Page) -> None:
    """Save two passages, put a note to the first, and look at the list."""
    ask(page, REGIONS)
    press(page, "Save")
    press(page, "Note")
    page.get_by_test_id("modal").get_by_role("textbox").fill(NOTE)
    page.get_by_test_id("modal").get_by_role("button", name="Submit").click()
    page.wait_for_timeout(600)
    press(page, "▶")
    press(page, "Save")
    press(page, "Open the list")


def run(page: Page, name: str, **options: str) -> None:
    """Use a command, option by option; one with fixed choices takes the first that fits."""
    page.get_by_test_id("message-box").press_sequentially(f"/{name} ")
    for option, value in options.items():
        field = page.get_by_test_id(f"option-{option}")
        if not field.count():
            page.get_by_test_id(f"add-{option}").click()
        field.press_sequentially(value)
        if option in {"often", "where"}:
            expect(page.get_by_test_id("choices").get_by_role("option").first).to_be_visible()
            page.keyboard.press("Tab" if option != list(options)[-1] else "Enter")
    page.keyboard.press("Enter")


def take_digest(browser: Browser) -> None:
    """Photograph a digest of articles that come while the bot runs."""
    with TemporaryDirectory() as folder:
        shelf, later = Path(folder, "articles"), Path(folder, "later")
        shutil.copytree(DEMO, shelf)
        later.mkdir()
        for path in [*shelf.rglob("*.md")]:
            if f'topics: ["{WATCHED}"]' in path.read_text(encoding="utf-8") and path.parent.name > FIRST_NEW:
                path.rename(later / path.name)
        with local_discord(shelf) as url, window(browser, url, WIDE, "dark") as page:
            speak_as(page, "Mod")
            open_channel(page, "announcements")
            run(page, "watch", topic=WATCHED, often="At once", where="This channel")
            page.wait_for_timeout(2000)
            for path in later.iterdir():
                path.rename(shelf / path.name)
            expect(page.get_by_role("button", name="End this watch")).to_be_visible(timeout=60_000)
            take(page, "digest.png")


def take_research(browser: Browser) -> None:
    """Photograph a comparison, a timeline and a quotation that is checked, over the demonstration corpus."""
    with local_discord(DEMO) as url:
        with window(browser, url, WIDE, "dark") as page:
            run(page, "compare", topic=COMPARED, first="Brenland", second="Velluno Federation", third="Chile")
            page.wait_for_timeout(2000)
            take(page, "comparison.png")
        with window(browser, url, WIDE, "light") as page:
            open_channel(page, "sources")
            run(page, "timeline", jurisdiction="Brenland")
            bars = page.get_by_role("img", name="Articles by year")
            expect(bars).to_be_visible()
            page.wait_for_timeout(1000)
            bars.scroll_into_view_if_needed()
            take(page, "timeline.png")
        with window(browser, url, WIDE, "dark") as page:
            open_channel(page, "announcements")
            run(page, "verify", text=MISQUOTED)
            page.wait_for_timeout(2000)
            take(page, "checked.png")


def take(page: Page, name: str) -> None:
    """Photograph the window, without the blinking caret and where the pointer stood."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    path = PICTURES / name
    page.screenshot(path=path, caret="hide", scale="css")
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size // 1000} kB")
    if size > LARGEST_BYTES:
        sys.exit(f"{name} is too large: {size} bytes")


def main() -> None:
    """Play the conversations and photograph them."""
    if not CHROMIUM.exists():
        sys.exit(f"{CHROMIUM} is not there; install Chromium (Debian: apt install chromium)")
    PICTURES.mkdir(exist_ok=True)
    with local_discord() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        with window(browser, url, WIDE, "dark") as page:
            ask(page, SIGNED)
            take(page, "local-discord.png")
        with window(browser, url, WIDE, "light") as page:
            open_channel(page, "sources")
            ask(page, EXPIRES)
            speak_as(page, "Ben")
            ask(page, VISA)
            page.get_by_test_id("message-box").press_sequentially("/cite traff")
            expect(page.get_by_test_id("choices").get_by_role("option").first).to_be_visible()
            take(page, "local-discord-light.png")
        phones: tuple[tuple[Scheme, str], ...] = (("dark", "phone.png"), ("light", "phone-light.png"))
        for scheme, name in phones:
            with window(browser, url, PHONE, scheme) as page:
                page.get_by_test_id("toggle-channels").click()
                page.locator('[data-testid="channel"][data-kind="dm"]').click()
                ask(page, REGIONS)
                take(page, name)
        with window(browser, url, WIDE, "light") as page:
            open_channel(page, "sources")
            keep_two(page)
            take(page, "reading-list.png")
        with window(browser, url, WIDE, "dark") as page:
            open_channel(page, "announcements")
            ask(page, REGIONS)
            press(page, "▶")
            press(page, "Sources")
            take(page, "reading-on.png")
        take_research(browser)
        take_digest(browser)
        browser.close()


if __name__ == "__main__":
    main()
