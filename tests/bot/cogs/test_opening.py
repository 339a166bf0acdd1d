"""A passage opened from a comparison or a list."""

from typing import Any


async def test_a_passage_is_opened_for_who_pressed_and_read_on_from(channel: Any, ada: Any) -> None:
    shown = (
        await ada.slash(channel, "verify", text="the Gulf of Aden, Afghanistan and the bordering countries")
    ).response
    opened = await ada.click(shown, label="¶ 2")
    assert opened.ephemeral
    assert "¶ 2 of 6" in str(opened.response.embeds[0].description)
    await ada.click(opened.response, label="¶ 3 ▶")
    assert "¶ 2" in str(shown.embeds[0].description)
