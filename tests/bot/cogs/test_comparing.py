"""/compare, under discord.py's real command tree."""

from typing import Any

import pytest


async def test_a_comparison_is_public_unless_asked_otherwise(channel: Any, ada: Any) -> None:
    options = {"topic": "trafficking", "first": "United Nations", "second": "Norland"}
    shown = await ada.slash(channel, "compare", **options)
    assert not shown.ephemeral
    assert [embed.author.name for embed in shown.response.embeds] == ["United Nations", "Norland"]
    assert shown.response.embeds[1].description == "Nothing found for Norland."
    assert (await ada.slash(channel, "compare", **options, private=True)).ephemeral


async def test_the_jurisdictions_are_offered(channel: Any, ada: Any) -> None:
    for option in ("first", "fourth"):
        (choice,) = await ada.autocomplete(channel, "compare", option, "nat")
        assert choice["value"] == "United Nations"


async def test_a_jurisdiction_is_offered_and_taken_by_its_other_names(channel: Any, ada: Any) -> None:
    (choice,) = await ada.autocomplete(channel, "compare", "first", "Naciones")
    assert choice["value"] == "United Nations"
    shown = await ada.slash(channel, "compare", topic="trafficking", first="UN", second="Norland")
    assert shown.response.embeds[0].author.name == "United Nations"


@pytest.mark.simcord(check_errors=False)
async def test_a_misspelt_jurisdiction_is_told_to_the_person_alone(channel: Any, ada: Any) -> None:
    result = await ada.slash(channel, "compare", topic="ferries", first="Norlend", second="United Nations")
    assert result.ephemeral
    assert "nearest: Norland" in result.response.content
