"""A bot that uses what discord.py has: every kind of option, buttons, selects, modals, menus, files, Components V2."""

import asyncio
import io
from typing import Any

import discord
from discord import app_commands


class Panel(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Count 0", custom_id="count")
    async def count(self, interaction: discord.Interaction, button: discord.ui.Button["Panel"]) -> None:
        button.label = f"Count {int(str(button.label).split()[1]) + 1}"
        await interaction.response.edit_message(view=self)

    @discord.ui.button(label="Whisper", custom_id="whisper")
    async def whisper(self, interaction: discord.Interaction, _: discord.ui.Button["Panel"]) -> None:
        await interaction.response.send_message("for you alone", ephemeral=True)

    @discord.ui.button(label="Nothing", custom_id="nothing")
    async def nothing(self, interaction: discord.Interaction, _: discord.ui.Button["Panel"]) -> None:
        """Never answers."""

    @discord.ui.button(label="Tell", custom_id="tell")
    async def tell(self, interaction: discord.Interaction, _: discord.ui.Button["Panel"]) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.select(
        custom_id="pick",
        placeholder="Pick one",
        options=[discord.SelectOption(label="One", value="1", description="x")],
    )
    async def pick(self, interaction: discord.Interaction, select: discord.ui.Select["Panel"]) -> None:
        await interaction.response.defer()
        await interaction.followup.send(f"picked {select.values[0]}")

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="person", placeholder="Pick a person")
    async def person(self, interaction: discord.Interaction, select: discord.ui.UserSelect["Panel"]) -> None:
        await interaction.response.send_message(f"picked {select.values[0].display_name}")


class Form(discord.ui.Modal, title="Tell me"):
    name: discord.ui.Label["Form"] = discord.ui.Label(text="Name", component=discord.ui.TextInput(custom_id="name"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.name.component, discord.ui.TextInput)
        await interaction.response.send_message(f"told {self.name.component.value}")


class Layout(discord.ui.LayoutView):
    text: discord.ui.TextDisplay["Layout"] = discord.ui.TextDisplay("laid out")
    box: discord.ui.Container["Layout"] = discord.ui.Container(
        discord.ui.Section("beside", accessory=discord.ui.Button(label="Side", custom_id="side")),
        discord.ui.Separator(),
        discord.ui.TextDisplay("below"),
    )


class RichBot(discord.Client):
    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, messages=True, reactions=True)
        nobody = discord.AllowedMentions(everyone=False, roles=False, users=False, replied_user=True)
        super().__init__(intents=intents, guild_ready_timeout=0.1, allowed_mentions=nobody)
        self.tree = app_commands.CommandTree(self)
        added: tuple[Any, ...] = (
            options,
            panel,
            late,
            never,
            twice,
            deferred,
            cite,
            layout,
            paper,
            told,
        )
        for command in added:
            self.tree.add_command(command)
        self.tree.add_command(Group(name="group", description="A group"))
        self.tree.add_command(app_commands.ContextMenu(name="Cite this", callback=cite_this))
        self.tree.add_command(app_commands.ContextMenu(name="Greet", callback=greet))
        self.seen: list[str] = []

    def text_channel(self, channel_id: str) -> discord.TextChannel:
        channel = self.get_channel(int(channel_id))
        assert isinstance(channel, discord.TextChannel)
        return channel

    async def setup_hook(self) -> None:
        self.add_view(Panel())
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.seen.append(message.content)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        self.seen.append(f"reaction {payload.emoji}")


class Group(app_commands.Group):
    @app_commands.command(description="Below")
    async def below(self, interaction: discord.Interaction, number: app_commands.Range[int, 1, 9]) -> None:
        await interaction.response.send_message(f"below {number}")


@app_commands.command(description="Every kind of option")
async def options(  # noqa: PLR0917 - discord.py calls it by name
    interaction: discord.Interaction,
    text: str,
    number: int,
    part: float,
    flag: bool,  # noqa: FBT001 - an option of a command
    member: discord.Member,
    channel: discord.TextChannel,
    thing: discord.Role | discord.Member,
    paper: discord.Attachment,
) -> None:
    read = (await paper.read()).decode()
    parts = (text, number, part, flag, member.display_name, channel.name, thing.name, read)
    await interaction.response.send_message(" ".join(map(str, parts)))


@app_commands.command(description="Buttons and selects")
async def panel(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(
        "panel", view=Panel(), embed=discord.Embed(title="A", url="https://a.test/")
    )


@app_commands.command(description="Answers after the deadline")
async def late(interaction: discord.Interaction, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await interaction.response.send_message("late")


@app_commands.command(description="Never answers")
async def never(interaction: discord.Interaction) -> None:
    """Does nothing."""


@app_commands.command(description="Answers twice")
async def twice(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("first")
    interaction.response._response_type = None
    await interaction.response.send_message("second")


@app_commands.command(description="Thinks, then answers, then adds")
async def deferred(interaction: discord.Interaction, private: bool = False) -> None:  # noqa: FBT001, FBT002 - an option of a command
    await interaction.response.defer(thinking=True, ephemeral=private)
    await interaction.followup.send("thought")
    more = await interaction.followup.send("more", wait=True)
    await more.edit(content="more, edited")
    await interaction.edit_original_response(content="thought, edited")
    assert (await interaction.original_response()).content == "thought, edited"


@app_commands.command(description="Cites")
@app_commands.default_permissions(manage_guild=True)
async def told(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("told")


@app_commands.command(description="Cites")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def cite(interaction: discord.Interaction, article: str) -> None:
    await interaction.response.send_message(f"cited {article}")


@cite.autocomplete("article")
async def article_choices(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    if typed == "slow":
        await asyncio.sleep(1)
    return [
        app_commands.Choice(name=f"{typed} {number}", value=f"{number}")
        for number in range(26 if typed == "many" else 3)
    ]


@app_commands.command(description="Components V2")
async def layout(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Layout())


@app_commands.command(description="A file")
async def paper(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("here", file=discord.File(io.BytesIO(b"@misc{a}"), "cite.bib"))


async def cite_this(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"cited {message.content!r}", ephemeral=True)


async def greet(interaction: discord.Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"hello {member.display_name}")
