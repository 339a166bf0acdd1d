"""A bot that knows nothing of the project: it repeats what it is told."""

import os

import discord
import yarl
from discord import app_commands


class EchoBot(discord.Client):
    def __init__(self, intents: discord.Intents | None = None) -> None:
        super().__init__(intents=intents or discord.Intents(guilds=True, messages=True), guild_ready_timeout=0.1)
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="echo", description="Says it again")(echo)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot and message.content:
            await message.reply(message.content)


async def echo(interaction: discord.Interaction, text: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - options of a command
    await interaction.response.send_message(text, ephemeral=private)


if __name__ == "__main__":
    discord.http.Route.BASE = os.environ["ECHO_API"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["ECHO_GATEWAY"])
    EchoBot().run("simulated")
