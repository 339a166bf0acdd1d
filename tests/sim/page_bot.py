"""A bot with something of everything that the page can show; it knows nothing of the project."""

import os
from typing import Any

import discord
import yarl
from discord import app_commands, ui

PLACES = ("United Nations", "United Kingdom", "France", "Latin America")
STYLES = [app_commands.Choice(name=name, value=name.lower()) for name in ("Bluebook", "OSCOLA", "APA")]
EMBEDS_TOTAL = 6000


class Card(ui.View):
    """Buttons of each effect, and a select; without a timeout."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button[Any](label="Elsewhere", url="https://example.org/"))

    @ui.button(label="Secret")
    async def secret(self, interaction: discord.Interaction, _button: ui.Button[Any]) -> None:
        await interaction.response.send_message("for your eyes", ephemeral=True)

    @ui.button(label="Turn")
    async def turn(self, interaction: discord.Interaction, _button: ui.Button[Any]) -> None:
        await interaction.response.edit_message(embed=discord.Embed(title="Page two", description="turned"))

    @ui.button(label="Ignore")
    async def ignore(self, _interaction: discord.Interaction, _button: ui.Button[Any]) -> None:
        """Gives no answer, so that the interaction fails."""

    @ui.button(label="Form")
    async def form(self, interaction: discord.Interaction, _button: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Form())

    @ui.select(
        placeholder="Other passages",
        options=[discord.SelectOption(label=f"¶ {number}", description="further on") for number in (3, 4)],
    )
    async def other(self, interaction: discord.Interaction, select: ui.Select[Any]) -> None:
        await interaction.response.send_message(f"chosen: {select.values[0]}")


class Form(ui.Modal, title="What was wrong?"):
    """One field."""

    remark: ui.TextInput[Any] = ui.TextInput(label="Remark", min_length=3)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"remarked: {self.remark.value}")


class Layout(ui.LayoutView):
    """The same in Components V2."""

    container: ui.Container[Any] = ui.Container(
        ui.TextDisplay("## Sources\nTwo are named."),
        ui.Separator(),
        ui.Section(ui.TextDisplay("**1** a *first* source"), accessory=ui.Button(label="Open", disabled=True)),
        accent_colour=discord.Colour.green(),
    )


class Channels(ui.View):
    """Channels to choose, none of them needed."""

    def __init__(self, chosen: list[discord.SelectDefaultValue]) -> None:
        super().__init__(timeout=None)
        self.select: ui.ChannelSelect[Any] = ui.ChannelSelect(
            placeholder="Channels", min_values=0, max_values=5, default_values=chosen,
            channel_types=[discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.public_thread],
        )  # fmt: skip
        self.select.callback = self.chosen  # type: ignore[method-assign] # as discord.py's own examples do
        self.add_item(self.select)

    async def chosen(self, interaction: discord.Interaction) -> None:
        values = self.select.values
        told = "chosen: " + (", ".join(channel.name for channel in values) or "none")
        defaults = [discord.SelectDefaultValue.from_channel(channel) for channel in values]
        await interaction.response.edit_message(content=told, view=Channels(defaults))


IN_FRENCH = {"Ask a question": "Poser une question", "In plain words": "En peu de mots", "APA": "À l’APA"}


class Translator(app_commands.Translator):
    """French for some descriptions, a choice and the menu command."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, _: app_commands.TranslationContextTypes
    ) -> str | None:
        words = {**IN_FRENCH, "Repeat": "Répéter"}
        return words.get(string.message) if locale is discord.Locale.french else None


class PageBot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, messages=True), guild_ready_timeout=0.1)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(ask)
        self.tree.add_command(slow)
        self.tree.add_command(layout)
        self.tree.add_command(number_words)
        self.tree.add_command(repeat)
        self.tree.add_command(channels)

    async def setup_hook(self) -> None:
        await self.tree.set_translator(Translator())
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        direct = message.guild is None
        if message.author.bot or not message.content or not (direct or self.user in message.mentions):
            return
        question = message.content.replace(f"<@{self.application_id}>", "").strip()
        if question == "too much":
            await message.reply(embeds=[discord.Embed(description="x" * (EMBEDS_TOTAL // 2 + 1)) for _ in range(2)])
            return
        await message.reply(embed=card(question), view=Card())


def card(question: str) -> discord.Embed:
    said = f"Dec. 6, 2011 · ¶ 2 of 6\n> You asked: **{question}**"
    embed = discord.Embed(title="An answer", url="https://example.org/a", description=said, colour=0x5B8FD9)
    return embed.add_field(name="Date", value="Dec. 6, 2011").set_footer(text="Not legal advice.")


@app_commands.command(description="Ask a question")
@app_commands.describe(
    question="In plain words", place="Only about this place", style="How to cite", private="For you alone"
)
@app_commands.choices(style=STYLES)
async def ask(
    interaction: discord.Interaction,
    question: str,
    place: str = "",
    style: str = "",
    private: bool = False,  # noqa: FBT001, FBT002 - an option of the command
) -> None:
    """Answer with what was given."""
    await interaction.response.send_message(f"asked: {question} | {place} | {style}", ephemeral=private)


@ask.autocomplete("place")
async def places(_interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    found = [place for place in PLACES if current.lower() in place.lower()]
    return [app_commands.Choice(name=place, value=f"key-{place}") for place in found]


@app_commands.command(description="Think first")
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.followup.send("thought about it", view=Card())


@app_commands.command(description="Sources, laid out")
async def layout(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Layout())


@app_commands.command(name="number", description="A number in words")
async def number_words(interaction: discord.Interaction, count: app_commands.Range[int, 1, 9]) -> None:
    await interaction.response.send_message(f"number {count}")


@app_commands.command(description="Where to answer")
async def channels(interaction: discord.Interaction) -> None:
    here = discord.SelectDefaultValue(id=interaction.channel_id or 0, type=discord.SelectDefaultValueType.channel)
    await interaction.response.send_message("which?", view=Channels([here]))


@app_commands.context_menu(name="Repeat")
async def repeat(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"repeated message {message.id}")


if __name__ == "__main__":
    discord.http.Route.BASE = os.environ["PAGE_BOT_API"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["PAGE_BOT_GATEWAY"])
    PageBot().run("simulated")
