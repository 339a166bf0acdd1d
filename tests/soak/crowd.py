"""Fifty people who ask in every way that Discord has, chosen by a seed."""

import time
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Final

from glmbot.sim.errors import JSON, SimError
from glmbot.sim.server import LocalDiscord
from glmbot.sim.shapes import LINK, Component, walk
from glmbot.sim.world import Message, User
from soak.ledger import Asked, Ledger

QUESTIONS: Final = (
    "Who need not answer calls outside of working hours in Brenland?",
    "Which law shortens the working week in Caldora?",
    "What did Maksym Dorenko sign?",
    "Who get a day of rest in Quenara? And what did Maksym Dorenko sign?",
    "What is the capital of Mongolia?",
    "¿Qué ley reduce la semana laboral en Caldora?",
    "Quelle loi réduit la semaine de travail en Caldora ?",
    "Which articles are about taxation?",
    "What is new?",
    "thanks",
    "tell me more",
    "Who must pay the fee, and how much is it?",
    "When does the act come into force?",
    "How high is the fine?",
    "Was bedeutet das Gesetz?",
    "xyzzy",
)
TYPED: Final = ("", "traff", "law", "2011", "norland", "zz", "the act of")
_PLACES: Final = ("#questions", "#sources", "#announcements", "Lounge", "old questions")
_MENU: Final = "Find sources for this message"
_KEPT: Final = 60
_WAYS: Final = (
    ("ask", 24), ("mention", 20), ("press", 16), ("autocomplete", 10), ("direct", 8), ("reply", 8), ("menu", 7),
    ("choose", 7),
)  # fmt: skip


class Crowd:
    """Puts one question after the other, and enters each in the ledger."""

    def __init__(self, local: LocalDiscord, ledger: Ledger, people: list[User], source: Random) -> None:
        self._local, self._ledger, self._people, self._source = local, ledger, people, source
        self._shown: deque[Message] = deque(maxlen=_KEPT)
        """The latest messages of the bot that have controls."""
        self._said: deque[Message] = deque(maxlen=_KEPT)
        self._answers: deque[Message] = deque(maxlen=_KEPT)
        """The latest of the bot's ordinary messages in channels: those that can be replied to."""
        self._ways: dict[str, Callable[[User], Asked | None]] = {
            "ask": self._ask, "mention": self._mention, "press": self._press, "autocomplete": self._type,
            "direct": self._direct, "reply": self._reply, "menu": self._use_menu, "choose": self._choose,
        }  # fmt: skip
        local.service.feed.listen(self._note)

    def one(self, way: str = "") -> None:
        """One question, by a way of one's own or one that is drawn; /ask where there is nothing yet to press."""
        names, weights = zip(*_WAYS, strict=True)
        drawn = way or self._source.choices(names, weights)[0]
        person = self._source.choice(self._people)
        asked = self._ways[drawn](person) or self._ask(person)
        self._ledger.enter(asked)

    def _ask(self, person: User) -> Asked:
        command = self._local.service.commands.named("ask")
        options = self._local.options(command, [], {"question": self._question()})
        place = self._source.choice((*_PLACES, "DM", "elsewhere"))
        at = time.perf_counter()
        use = self._local.people.run(person, self._local.where(place, person), command, options)
        return Asked("ask", at, use=use)

    def _mention(self, person: User) -> Asked:
        return self._say("mention", person, self._source.choice(_PLACES), f"@bot {self._question()}")

    def _direct(self, person: User) -> Asked:
        return self._say("direct", person, "DM", self._question())

    def _reply(self, person: User) -> Asked | None:
        if not self._answers:
            return None
        answer = self._source.choice(self._answers)
        return self._say("reply", person, answer.channel_id, self._question(), answer)

    def _say(self, surface: str, person: User, place: str, text: str, reply_to: Message | None = None) -> Asked:
        at = time.perf_counter()
        message = self._local.people.say(person, self._local.where(place, person), text, reply_to=reply_to)
        if place != "DM":
            self._said.append(message)
        return Asked(surface, at, message=message)

    def _use_menu(self, person: User) -> Asked | None:
        if not self._said:
            return None
        message, command = self._source.choice(self._said), self._local.service.commands.named(_MENU, 3)
        at, channel = time.perf_counter(), self._local.world.channels[message.channel_id]
        return Asked("menu", at, use=self._local.people.run(person, channel, command, target_id=message.id))

    def _type(self, person: User) -> Asked:
        command = self._local.service.commands.named(self._source.choice(("source", "cite", "sources")))
        options = self._local.options(command, [], {"article": self._source.choice(TYPED)}, focused="article")
        at, channel = time.perf_counter(), self._local.where(self._source.choice(_PLACES), person)
        use = self._local.people.autocomplete(person, channel, command, options)
        return Asked("autocomplete", at, use=use)

    def _press(self, person: User) -> Asked | None:
        return self._control(person, "press", lambda part: part["type"] == Component.BUTTON and part["style"] != LINK)

    def _choose(self, person: User) -> Asked | None:
        return self._control(person, "choose", lambda part: part["type"] == Component.SELECT)

    def _control(self, person: User, surface: str, fits: Callable[[JSON], bool]) -> Asked | None:
        # A thread is opened once only, and would be a channel more for each.
        there = [
            (message, part)
            for message in self._shown
            for part in walk(message.body["components"])
            if "custom_id" in part and not part.get("disabled") and ":thread:" not in part["custom_id"] and fits(part)
        ]
        if not there:
            return None
        message, part = self._source.choice(there)
        person = self._local.world.users[message.visible_to] if message.visible_to else person
        values = [self._source.choice(part["options"])["value"]] if part["type"] == Component.SELECT else None
        at, edits = time.perf_counter(), message.edits
        try:
            use = self._local.people.press(person, message, part["custom_id"], values)
        except SimError:
            return None  # a direct message of another's
        return Asked(surface, at, use=use, edits=edits)

    def _question(self) -> str:
        return self._source.choice(QUESTIONS)

    def _note(self, frame: JSON) -> None:
        body = frame.get("message") or {}
        if frame.get("op") != "message" or body["author"]["id"] != self._local.world.bot.id:
            return
        message = self._local.world.messages[body["channel_id"]].get(body["id"])
        if message is None:
            return
        if body["components"] and message not in self._shown:
            self._shown.append(message)
        is_reply = body.get("message_reference") and not body["_via"] and body.get("guild_id", True)
        if is_reply and self._local.world.channels[message.channel_id].guild_id and message not in self._answers:
            self._answers.append(message)
