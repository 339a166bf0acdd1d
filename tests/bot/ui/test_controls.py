"""Controls as Discord takes them."""

from glmbot.bot.ui.components import Button, ChannelSelect, Option, Row, Select
from glmbot.bot.ui.controls import Controls


def test_controls_are_put_as_discord_takes_them() -> None:
    rows: tuple[Row, ...] = (
        (
            Button("Go", "glmbot:go", is_on=True),
            Button("Page", url="https://x.example"),
            Button(emoji="👍", custom_id="v"),
        ),
        Select("glmbot:style", "Style", (Option("APA", "apa", "the seventh", is_default=True),)),
        ChannelSelect("glmbot:channels", "Channels", (8,)),
    )
    buttons, select, channels = (row["components"] for row in Controls(rows).to_components())
    assert [button.get("custom_id") or button.get("url") for button in buttons] == [
        "glmbot:go",
        "https://x.example",
        "v",
    ]
    assert buttons[2]["emoji"] == {"name": "👍"}
    assert select[0]["options"] == [{"label": "APA", "value": "apa", "default": True, "description": "the seventh"}]
    assert channels[0]["default_values"] == [{"id": "8", "type": "channel"}]
