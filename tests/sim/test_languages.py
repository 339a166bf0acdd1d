from typing import Any

import discord
import pytest

from glmbot.sim.errors import SimError
from glmbot.sim.languages import LOCALES
from glmbot.sim.script.player import play_script
from glmbot.sim.server import LocalDiscord
from sim.clients import RestClient, Running
from sim.desk_bot import DeskBot

COMMAND = {"name": "ask", "description": "d", "description_localizations": {"fr": "demander"}}


def test_the_languages_are_discords() -> None:
    assert set(LOCALES) == {locale.value for locale in discord.Locale}


async def test_a_persons_language_is_told_with_every_interaction(
    local: LocalDiscord, running: Running, desk_bot: DeskBot
) -> None:
    seen: list[str] = []

    @desk_bot.listen()
    async def on_interaction(interaction: discord.Interaction[Any]) -> None:
        seen.append(f"{interaction.type.name} {interaction.locale}")

    async with running(desk_bot):
        await local.speak("Ada", "fr")
        card = await (await local.run("Ada", "DM", "desk")).response()
        await (await local.press("Ada", card, "File")).acknowledgement()
        assert [choice["name"] for choice in await local.autocomplete("Ada", "DM", "where", "article")] == ["in fr"]
        await (await local.run("Ben", "DM", "desk")).response()
    assert seen == [
        "application_command fr",
        "component fr",
        "autocomplete fr",
        "application_command en-US",
    ]


async def test_the_guilds_language_is_told_at_once_and_with_every_interaction(
    local: LocalDiscord, running: Running, desk_bot: DeskBot
) -> None:
    async with running(desk_bot):
        await local.guild_speaks("es-ES")
        await local.until(lambda: desk_bot.heard or None)
        here = await (await local.run("Ada", "#questions", "where")).response()
        elsewhere = await (await local.run("Ada", "elsewhere", "where")).response()
    assert desk_bot.heard == ["en-US to es-ES"]
    assert here.content == "guild guild en-US es-ES"
    assert elsewhere.content == "guild user en-US en-US"


async def test_a_bot_that_comes_later_is_told_the_guilds_language(
    local: LocalDiscord, running: Running, desk_bot: DeskBot, rest: RestClient
) -> None:
    await local.guild_speaks("pt-BR")
    async with running(desk_bot):
        guild = desk_bot.get_guild(int(local.world.guild_id))
        assert guild is not None
        assert guild.preferred_locale is discord.Locale.brazil_portuguese
    assert (await rest("GET", f"/guilds/{local.world.guild_id}"))[1]["preferred_locale"] == "pt-BR"


async def test_what_is_no_language_is_refused(local: LocalDiscord) -> None:
    with pytest.raises(SimError, match="no language 'english'; it has bg, .*en-US"):
        await local.speak("Ada", "english")
    with pytest.raises(SimError, match="no language 'es'"):
        await local.guild_speaks("es")
    with pytest.raises(SimError, match="Beep is no person"):
        await local.speak("Beep", "fr")


SCRIPT = """
Ada speaks fr
the guild speaks es-ES
Ada in #questions runs /where
bot replies: "guild guild fr es-ES"
Ben in #questions runs /where
bot replies: "guild guild en-US es-ES"
"""


async def test_a_script_sets_languages(local: LocalDiscord, running: Running, desk_bot: DeskBot) -> None:
    async with running(desk_bot):
        assert (await play_script(local, SCRIPT)).difference is None


async def test_a_menu_command_and_a_choice_go_by_their_names_in_any_language(
    local: LocalDiscord, rest: RestClient
) -> None:
    style = {"name": "APA", "name_localizations": {"fr": "À l’APA"}, "value": "apa"}
    option = {"name": "style", "description": "d", "type": 3, "choices": [style]}
    menu = {"name": "Cite this", "type": 3, "name_localizations": {"fr": "Citer ceci"}}
    await rest("PUT", rest.commands, [{**COMMAND, "options": [option]}, menu])
    question = await local.say("Ada", "#questions", "hello")
    for name in ("Cite this", "Citer ceci"):
        assert (await local.run("Ada", "#questions", name, target=question)).payload["data"]["name"] == "Cite this"
    use = await local.run("Ada", "#questions", "ask", style="À l’APA")
    assert use.payload["data"]["options"][0]["value"] == "apa"


@pytest.mark.usefixtures("local")
async def test_localized_descriptions_are_kept(rest: RestClient) -> None:
    _, made = await rest("PUT", rest.commands, [COMMAND])
    assert made[0]["description_localizations"] == {"fr": "demander"}
