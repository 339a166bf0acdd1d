"""A bot that keeps settings, opens threads and shows files; it knows nothing of the project."""

import io
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
TYPES = [discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.public_thread]


class Desk(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Thread", custom_id="thread")
    async def thread(self, interaction: discord.Interaction, _: ui.Button["Desk"]) -> None:
        assert interaction.message is not None
        opened = await interaction.message.create_thread(name="Follow-up")
        await opened.add_user(interaction.user)
        await opened.send("Mention me here")
        await interaction.response.send_message(f"opened <#{opened.id}>", ephemeral=True)

    @ui.button(label="File", custom_id="file")
    async def file(self, interaction: discord.Interaction, _: ui.Button["Desk"]) -> None:
        made = discord.File(io.BytesIO(b"TY  - NEWS\nAU  - Zeldin, Wendy\nER  - \n"), "cite.ris")
        await interaction.response.edit_message(content="with a file", attachments=[made], view=self)


class Channels(ui.View):
    def __init__(self, chosen: list[discord.abc.Snowflake] | None = None, most: int = 25) -> None:
        super().__init__(timeout=None)
        defaults = [discord.SelectDefaultValue.from_channel(one) for one in chosen or ()]
        self.select: ui.ChannelSelect[Any] = ui.ChannelSelect(
            custom_id="channels", placeholder="Channels", channel_types=TYPES, min_values=0, max_values=most,
            default_values=defaults,
        )  # fmt: skip
        self.select.callback = self.chosen  # type: ignore[method-assign] # as discord.py's own examples do
        self.add_item(self.select)

    async def chosen(self, interaction: discord.Interaction) -> None:
        names = ", ".join(f"{channel.name} ({channel.type.name})" for channel in self.select.values)
        chosen: list[discord.abc.Snowflake] = [*self.select.values]
        await interaction.response.edit_message(content=f"chosen: {names or 'none'}", view=Channels(chosen))


class DeskBot(commands.Bot):
    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, messages=True)
        super().__init__(command_prefix=[], intents=intents, guild_ready_timeout=0.1)
        self.heard: list[str] = []
        menu = app_commands.ContextMenu(
            name="Read", callback=read, allowed_installs=INSTALLS, allowed_contexts=CONTEXTS
        )
        added: tuple[Any, ...] = (desk, channels, where, menu)
        for command in added:
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        self.add_view(Desk())
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        assert self.user is not None
        if message.author.id != self.user.id and self.user in message.mentions:
            await message.reply(f"heard in {message.channel}")

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        assert self.user is not None
        if payload.message.author.id != self.user.id:
            self.heard.append(f"edit {payload.message.content}")

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        self.heard.append(f"delete {payload.message_id}")

    async def on_guild_update(self, before: discord.Guild, after: discord.Guild) -> None:
        self.heard.append(f"{before.preferred_locale} to {after.preferred_locale}")


@app_commands.command(description="A card with buttons")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def desk(interaction: discord.Interaction, private: bool = False) -> None:  # noqa: FBT001, FBT002 - an option of a command
    await interaction.response.send_message("desk", view=Desk(), ephemeral=private)


@app_commands.command(description="Where to answer")
@app_commands.default_permissions(manage_guild=True)
async def channels(interaction: discord.Interaction) -> None:
    assert interaction.guild is not None
    first = next(channel for channel in interaction.guild.text_channels if channel.name == "questions")
    await interaction.response.send_message("which?", view=Channels([first]), ephemeral=True)


@app_commands.command(description="What is known of the place and the languages")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def where(interaction: discord.Interaction, article: str = "") -> None:
    context = interaction.context
    kind = next(name for name in ("guild", "dm_channel", "private_channel") if getattr(context, name))
    installed = "user" if interaction.is_user_integration() else "guild"
    languages = f"{interaction.locale} {interaction.guild_locale}"
    await interaction.response.send_message(f"{kind} {installed} {languages} {article}".strip(), view=Desk())


@where.autocomplete("article")
async def articles(interaction: discord.Interaction, _: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"in {interaction.locale}", value="x")]


async def read(interaction: discord.Interaction, message: discord.Message) -> None:
    assert message.channel.id == interaction.channel_id
    await interaction.response.send_message(f"read {message.content!r} of {message.author.name}", ephemeral=True)
