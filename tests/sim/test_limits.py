from typing import Any

import pytest

from glmbot.sim.server import LocalDiscord
from sim.clients import RestClient

REPLY = 4


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(custom_id: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id, **more}


def link(url: str) -> dict[str, Any]:
    return {"type": 2, "style": 5, "label": "x", "url": url}


def select(count: int, **more: Any) -> dict[str, Any]:
    options = [{"label": str(n), "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "s", "options": options, **more}


def channels(**more: Any) -> dict[str, Any]:
    return {"type": 8, "custom_id": "s", **more}


def text(length: int) -> dict[str, Any]:
    return {"type": 10, "content": "x" * length}


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [parts]}


def rows(*made: dict[str, Any]) -> dict[str, Any]:
    return {"components": list(made)}


def v2(*made: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"flags": 1 << 15, "components": list(made), **more}


CHANNELS = [{"type": "channel", "id": number} for number in (1, 2)]
FIELD = {"name": "n", "value": "v"}
LENGTH, CHOICES, REQUIRED = "BASE_TYPE_MAX_LENGTH", "BASE_TYPE_CHOICES", "BASE_TYPE_REQUIRED"
BETWEEN, URL, SCHEME = "BASE_TYPE_BAD_LENGTH", "URL_TYPE_INVALID_URL", "URL_TYPE_INVALID_SCHEME"
OPTION = "components[0].components[0].options"
FIRST = "components[0].components[0]"

MESSAGES = [
    ({"content": "x" * 2001}, "content", LENGTH),
    ({"content": 7}, "content", "STRING_TYPE_CONVERT"),
    ({"embeds": [{"title": "x"}] * 11}, "embeds", LENGTH),
    (embed(title="x" * 257), "embeds[0].title", LENGTH),
    (embed(description="x" * 4097), "embeds[0].description", LENGTH),
    (embed(fields=[FIELD] * 26), "embeds[0].fields", LENGTH),
    (embed(fields=[{"name": "x" * 257, "value": "v"}]), "embeds[0].fields[0].name", LENGTH),
    (embed(fields=[{"name": "n", "value": "x" * 1025}]), "embeds[0].fields[0].value", LENGTH),
    (embed(fields=[{"name": " ", "value": "v"}]), "embeds[0].fields[0].name", REQUIRED),
    (embed(footer={"text": "x" * 2049}), "embeds[0].footer.text", BETWEEN),
    (embed(author={"name": "x" * 257}), "embeds[0].author.name", BETWEEN),
    (embed(title="x", url="ftp://a.test/"), "embeds[0].url", SCHEME),
    (embed(title="x", url="not a link"), "embeds[0].url", URL),
    (embed(title="x", image={"url": "picture.png"}), "embeds[0].image.url", URL),
    (embed(title="x", color=1 << 24), "embeds[0].color", "NUMBER_TYPE_MAX"),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": ["x"]}, "embeds[0]", "DICT_TYPE_CONVERT"),
    (rows(*[row(button(str(n))) for n in range(6)]), "components", LENGTH),
    (rows(row(*[button(str(n)) for n in range(6)])), "components[0].components", BETWEEN),
    (rows(row()), "components[0].components", BETWEEN),
    (rows(row(button("a"), button("a"))), "components[0].components[1].custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    (rows(row(button("x" * 101))), f"{FIRST}.custom_id", BETWEEN),
    (rows(row(button(""))), f"{FIRST}.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"),
    (rows(row(button(label="x" * 81))), f"{FIRST}.label", LENGTH),
    (rows(row(button(label=""))), FIRST, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"),
    (rows(row(button(style=9))), f"{FIRST}.style", CHOICES),
    (rows(row(link("ftp://a.test/"))), f"{FIRST}.url", SCHEME),
    (rows(row(link("https://a.test/" + "x" * 498))), f"{FIRST}.url", LENGTH),
    (rows(row(link(""))), f"{FIRST}.url", "BUTTON_COMPONENT_URL_REQUIRED"),
    (rows(row(select(26))), OPTION, BETWEEN),
    (rows(row(select(0))), OPTION, BETWEEN),
    (rows(row(select(1, placeholder="x" * 151))), f"{FIRST}.placeholder", LENGTH),
    (rows(row(select(1, options=[{"label": "x" * 101, "value": "v"}]))), f"{OPTION}[0].label", BETWEEN),
    (rows(row(select(1, options=[{"label": "l", "value": "x" * 101}]))), f"{OPTION}[0].value", BETWEEN),
    (
        rows(row(select(1, options=[{"label": "l", "value": "v", "description": "x" * 101}]))),
        f"{OPTION}[0].description",
        LENGTH,
    ),
    (
        rows(row(select(1, options=[{"label": "l", "value": "v"}] * 2))),
        f"{OPTION}[1].value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    (rows(row(select(2, max_values=3))), f"{FIRST}.max_values", "NUMBER_TYPE_MAX"),
    (rows(row(channels(max_values=26))), f"{FIRST}.max_values", "NUMBER_TYPE_MAX"),
    (rows(row(channels(default_values=CHANNELS))), f"{FIRST}.default_values", BETWEEN),
    (rows(row(channels(default_values=[{"type": "user", "id": "1"}]))), f"{FIRST}.default_values[0].type", CHOICES),
    (
        rows(row(channels(default_values=[{"type": "channel", "id": "x"}]))),
        f"{FIRST}.default_values[0].id",
        "NUMBER_TYPE_COERCE",
    ),
    (rows(row(select(1), button())), "components[0].components[1]", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    (rows(button()), "components[0].type", CHOICES),
    (rows(text(3)), "components[0].type", CHOICES),
    (v2(*[text(1)] * 41), "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
    (v2(text(4000), text(1)), "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
    (v2(text(3), content="x"), "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    (v2(text(3), embeds=[{"title": "x"}]), "embeds", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    (v2({"type": 9, "components": [text(1)]}), "components[0].accessory", REQUIRED),
    ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse[0]", CHOICES),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ({"content": "x", "nonce": "n" * 26}, "nonce", LENGTH),
    ({"content": "x", "message_reference": {"message_id": "5"}}, "message_reference", "REPLIES_UNKNOWN_MESSAGE"),
]


@pytest.mark.parametrize(("body", "place", "code"), MESSAGES)
async def test_a_message_over_a_limit_is_refused_at_its_place(
    lenient: LocalDiscord, rest: RestClient, body: dict[str, Any], place: str, code: str
) -> None:
    status, answer = await rest("POST", rest.questions + "/messages", body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    assert (place, code) in [(error.place, error.code) for error in lenient.refusals[-1].errors]


@pytest.mark.usefixtures("lenient")
async def test_the_errors_of_a_form_are_nested_as_discord_nests_them(rest: RestClient) -> None:
    _, answer = await rest("POST", rest.questions + "/messages", embed(description="x" * 4097))
    message = "Must be 4096 or fewer in length."
    leaf = {"_errors": [{"code": LENGTH, "message": message}]}
    assert answer["errors"] == {"embeds": {"0": {"description": leaf}}}


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"embeds": [{"title": "t" * 256, "description": "d" * 4096, "footer": {"text": "f" * 1648}}]},
        {"embeds": [{"fields": [FIELD] * 25}]},
        rows(*[row(*[button(f"{r}{c}") for c in range(5)]) for r in range(5)]),
        rows(row(select(25, placeholder="x" * 150))),
        rows(row(channels(min_values=0, max_values=25, default_values=CHANNELS))),
        rows(row(channels(min_values=2, max_values=2, placeholder=None))),
        rows(row(link("https://a.test/" + "x" * 497))),
        rows(row(button("x" * 100, label="x" * 80))),
        v2(text(4000)),
        v2(*[text(1)] * 40),
        {"content": "x", "allowed_mentions": {"parse": []}},
        {"content": "x", "message_reference": {"message_id": "5", "fail_if_not_exists": False}},
    ],
)
@pytest.mark.usefixtures("local")
async def test_a_message_at_a_limit_is_accepted(rest: RestClient, body: dict[str, Any]) -> None:
    status, _ = await rest("POST", rest.questions + "/messages", body)
    assert status == 200


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": " \n"}, {"embeds": []}, {"components": []}])
@pytest.mark.usefixtures("local")
async def test_an_empty_message_is_refused(rest: RestClient, body: dict[str, Any]) -> None:
    status, answer = await rest("POST", rest.questions + "/messages", body)
    assert (status, answer["code"]) == (400, 50006)


@pytest.mark.usefixtures("local")
async def test_a_message_can_not_be_edited_empty(rest: RestClient) -> None:
    _, sent = await rest("POST", rest.questions + "/messages", {"content": "x"})
    status, answer = await rest("PATCH", f"{rest.questions}/messages/{sent['id']}", {"content": ""})
    assert (status, answer["code"]) == (400, 50006)


def command(**parts: Any) -> dict[str, Any]:
    return {"name": "ask", "description": "d", **parts}


def option(name: str = "o", **parts: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "d", **parts}


def choices(count: int, name: str = "n", value: str = "v") -> dict[str, Any]:
    return option(choices=[{"name": f"{name}{n}", "value": f"{value}{n}"} for n in range(count)])


COMMANDS = [
    (command(name="Ask"), "[0].name", "APPLICATION_COMMAND_INVALID_NAME"),
    (command(name="a b"), "[0].name", "APPLICATION_COMMAND_INVALID_NAME"),
    (command(name="x" * 33), "[0].name", BETWEEN),
    (command(description=""), "[0].description", BETWEEN),
    (command(description="x" * 101), "[0].description", BETWEEN),
    ({"name": "ask"}, "[0].description", REQUIRED),
    (command(options=[option(str(n)) for n in range(26)]), "[0].options", LENGTH),
    (command(options=[option("A")]), "[0].options[0].name", "APPLICATION_COMMAND_INVALID_NAME"),
    (command(options=[option(), option()]), "[0].options[1].name", "APPLICATION_COMMAND_OPTIONS_DUPLICATE_NAME"),
    (
        command(options=[option("a"), option("b", required=True)]),
        "[0].options[1]",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    (command(options=[choices(26)]), "[0].options[0].choices", LENGTH),
    (command(options=[choices(1, name="x" * 100)]), "[0].options[0].choices[0].name", BETWEEN),
    (command(options=[choices(1, value="x" * 100)]), "[0].options[0].choices[0].value", BETWEEN),
    (
        command(options=[{**choices(1), "autocomplete": True}]),
        "[0].options[0].autocomplete",
        "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
    ),
    (
        command(options=[{"type": 1, "name": "s", "description": "d"}, option()]),
        "[0].options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    (
        command(
            options=[option(str(n), description="x" * 100, choices=choices(9, "x" * 99)["choices"]) for n in range(9)]
        ),
        "[0]",
        "APPLICATION_COMMAND_TOO_LARGE",
    ),
    (
        {"type": 3, "name": "Cite", "description": "d"},
        "[0].description",
        "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
    ),
]


@pytest.mark.parametrize(("body", "place", "code"), COMMANDS)
async def test_a_command_over_a_limit_is_refused_at_its_place(
    lenient: LocalDiscord, rest: RestClient, body: dict[str, Any], place: str, code: str
) -> None:
    status, answer = await rest("PUT", rest.commands, [body])
    assert (status, answer["code"]) == (400, 50035)
    assert (place, code) in [(error.place, error.code) for error in lenient.refusals[-1].errors]
    assert lenient.service.commands.everywhere() == []


async def test_names_of_commands_are_unique(local: LocalDiscord, rest: RestClient) -> None:
    status, answer = await rest("PUT", rest.commands, [command(), command()])
    assert (status, answer["code"]) == (400, 50035)
    assert local.refusals[-1].errors[0].code == "APPLICATION_COMMANDS_DUPLICATE_NAME"


@pytest.mark.usefixtures("local")
async def test_a_hundred_commands_fit_and_one_more_does_not(rest: RestClient) -> None:
    assert (await rest("PUT", rest.commands, [command(name=f"c{n}") for n in range(100)]))[0] == 200
    status, answer = await rest("POST", rest.commands, command(name="more"))
    assert (status, answer["code"]) == (400, 30032)


@pytest.mark.usefixtures("local")
async def test_a_command_keeps_its_id_when_all_are_overwritten(rest: RestClient) -> None:
    _, (before,) = await rest("PUT", rest.commands, [command()])
    _, after = await rest("PUT", rest.commands, [command(name="b"), command(description="changed")])
    assert before["id"] in [made["id"] for made in after]
    assert (await rest("DELETE", f"{rest.commands}/{before['id']}"))[0] == 204
    assert (await rest("GET", f"{rest.commands}/{before['id']}"))[1]["code"] == 10063
    assert [left["name"] for left in (await rest("GET", rest.commands))[1]] == ["b"]


CALLBACKS = [
    ({"type": REPLY, "data": {"content": "x" * 2001}}, "data.content", LENGTH),
    ({"type": REPLY, "data": {"embeds": [{"title": "x" * 257}]}}, "data.embeds[0].title", LENGTH),
    ({"type": 8, "data": {"choices": []}}, "type", CHOICES),
    ({"type": 9, "data": {"title": "x" * 46, "custom_id": "m", "components": []}}, "data.title", BETWEEN),
    ({"type": 9, "data": {"title": "x", "custom_id": "m", "components": []}}, "data.components", BETWEEN),
]


@pytest.mark.parametrize(("body", "place", "code"), CALLBACKS)
async def test_a_callback_over_a_limit_is_refused_under_its_data(
    lenient: LocalDiscord, rest: RestClient, body: dict[str, Any], place: str, code: str
) -> None:
    await rest("PUT", rest.commands, [command()])
    use = await lenient.run("Ada", "#questions", "ask")
    status, answer = await rest("POST", f"/interactions/{use.id}/{use.token}/callback", body)
    assert (status, answer["code"]) == (400, 50035)
    assert (place, code) in [(error.place, error.code) for error in lenient.refusals[-1].errors]


@pytest.mark.parametrize(
    ("offered", "place"),
    [
        ([{"name": "n", "value": "v"}] * 26, "data.choices"),
        ([{"name": "x" * 101, "value": "v"}], "data.choices[0].name"),
        ([{"name": "n", "value": "x" * 101}], "data.choices[0].value"),
        ([{"name": "", "value": "v"}], "data.choices[0].name"),
        ([{"name": "n"}], "data.choices[0].value"),
    ],
)
async def test_choices_over_a_limit_are_refused(
    lenient: LocalDiscord, rest: RestClient, offered: list[dict[str, str]], place: str
) -> None:
    await rest("PUT", rest.commands, [command(options=[option(autocomplete=True)])])
    found = lenient.service.commands.named("ask")
    given = lenient.options(found, [], {"o": "x"}, focused="o")
    ada = lenient.who("Ada")
    use = lenient.people.autocomplete(ada, lenient.where("#questions", ada), found, given)
    body = {"type": 8, "data": {"choices": offered}}
    status, answer = await rest("POST", f"/interactions/{use.id}/{use.token}/callback", body)
    assert (status, answer["code"]) == (400, 50035)
    assert place in [error.place for error in lenient.refusals[-1].errors]
