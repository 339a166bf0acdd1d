"""What is heard in a message: by phrases that cover it, and by what stands beside them."""

import pytest

from glmbot.core.intents.intents import Intent, Intents
from glmbot.storage.resources import read_intents

DATA = {
    "asking": "what how\nis",
    "fillers": "please|now\nthe bot",
    "requests": "can you tell me",
    "addressing": {"en": "you your", "es": "tu"},
    "speaking": {"en": "i my", "es": "yo"},
    "telling": "he allowed",
    "intents": {
        "alarm": {"says": "Help is there.", "beside": "anything", "phrases": {"en": "he beats me"}},
        "more": {"says": "More.", "phrases": {"en": "[tell me] more", "es": "dime mas", "any": "mehr"}},
        "list": {"says": "None.", "beside": "subject", "phrases": {"en": "how many articles on"}},
        "thanks": {"says": "Welcome.", "beside": "common", "signs": "🙏", "phrases": {"en": "thanks", "es": "gracias"}},
        "praise": {"says": "Thank you.", "beside": "common", "phrases": {"en": "good"}},
        "chat": {"says": "Hm.", "phrases": {"en": "tell me a joke"}},
        "morning": {"says": "Hello.", "beside": "common", "phrases": {"en": "good morning"}},
    },
}
INTENTS = Intents.read(DATA, {}, lambda form: form in {"ferry", "fine"})


def heard(text: str) -> tuple[str, str, tuple[str, ...]] | None:
    found = INTENTS.heard(text)
    return (found.intent.name, found.language, found.rest) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tell me more!", ("more", "", ())),
        ("more, please", ("more", "", ())),
        ("dime más", ("more", "es", ())),
        ("mehr", ("more", "", ())),
        ("thanks, tell me more", ("more", "", ())),
        ("more ferries", None),
        ("thanks", ("thanks", "", ())),
        ("thanks a lot for it", ("thanks", "", ("a", "lot", "for", "it"))),
        ("gracias", ("thanks", "es", ())),
        ("thanks, the ferry", None),
        ("thanks, and how high is it?", None),
        ("good morning", ("morning", "", ())),
        ("good", ("praise", "", ())),
        ("how many articles on Norland ferries now?", ("list", "", ("Norland", "ferries"))),
        ("thanks! how many articles on tolls?", ("list", "", ("tolls",))),
        ("the ferry fine is high and he beats me", ("alarm", "", ("the", "ferry", "fine", "is", "high", "and"))),
        ("🙏🙏", ("thanks", "", ())),
        ("🐑", None),
        ("Which ferries?", None),
        ("", None),
    ],
)
def test_an_intent_is_heard_where_the_rest_of_the_message_allows_it(
    text: str, expected: tuple[str, str, tuple[str, ...]] | None
) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("you are hilarious", ""),
        ("What is your favourite cheese?", ""),
        ("tu canción", "es"),
        ("I got the blues", ""),
        ("yo canto", "es"),
        ("I wonder which fish swims?", None),  # it asks, and not of the bot
        ("are you allowed to fish?", None),
        ("can you tell me which fish swims?", None),
        ("what did he tell you?", None),
        ("do you like the ferry?", None),
        ("the cheese", None),
        ("you " * 20, None),
    ],
)
def test_what_speaks_to_the_bot_and_has_no_subject_is_small_talk(text: str, language: str | None) -> None:
    found = INTENTS.small_talk(text, lambda word: word.form == "ferry")
    assert (found.language if found else None) == language
    assert found is None or found.intent.name == "chat"


@pytest.mark.parametrize(
    "question",
    [
        "thanks, and how high is the fine?",
        "hello, who signed it?",
        "gracias, ¿y quién firmó?",
        "merci, et qui a signé ?",
        "help for victims of trafficking",
        "the right to strike",
        "stop and search powers",
        "same-sex marriage",
        "good governance",
        "who wrote the article on ferries?",
        "which articles of the constitution protect speech?",
        "more than ten states",
        "what is the next step of the procedure?",
        "is the bot law in force?",
        "What else does the law say about tolls?",
        "who are you allowed to sue?",
    ],
)
def test_a_question_stays_one(question: str) -> None:
    assert read_intents().heard(question) is None


@pytest.mark.parametrize("intent", read_intents().listed, ids=lambda intent: str(intent.name))
def test_every_intent_speaks_each_question_language_and_is_short(intent: Intent) -> None:
    assert {"en", "es", "fr"} <= intent.phrases.keys()
    assert len(intent.says) <= 200
