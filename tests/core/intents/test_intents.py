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
    "commanding": "play",
    "spellings": {"please": "pls"},
    "intents": {
        "alarm": {"says": "Help is there.", "beside": "anything", "phrases": {"en": "he beats me"}},
        "more": {"says": "More.", "phrases": {"en": "[tell me] more", "es": "dime mas", "any": "mehr"}},
        "place": {"says": "Where?", "phrases": {"en": "paragraph #"}},
        "trouble": {"says": "Sorry.", "beside": "words", "phrases": {"en": "they evicted me"}},
        "list": {"says": "None.", "beside": "subject", "phrases": {"en": "how many articles on"}},
        "thanks": {"says": "Welcome.", "beside": "common", "signs": "🙏", "phrases": {"en": "thanks", "es": "gracias"}},
        "praise": {"says": "Thank you.", "beside": "common", "phrases": {"en": "good"}},
        "chat": {"says": "Hm.", "phrases": {"en": "tell me a joke"}},
        "beyond": {"says": "No.", "says_in": {"de": "Nein."}, "phrases": {"en": "play music", "de": "spiel musik"}},
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
        ("morrre plsss", ("more", "", ())),
        ("paragraph 12", ("place", "", ())),
        ("¶ 3", ("place", "", ())),
        ("the ferry fine is high and they evicted me", ("trouble", "", ())),
        ("spiel Musik", ("beyond", "de", ())),
        ("they evicted me " + "and so on " * 30, None),
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


def test_an_intent_beside_which_any_words_stand_is_not_heard_where_they_name_something_of_the_articles() -> None:
    text = "they evicted me in Norland"
    assert INTENTS.heard(text, lambda words: any(word.letters == "Evicted" for word in words))
    assert INTENTS.heard(text, lambda words: any(word.letters == "Norland" for word in words)) is None


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
    ("text", "intent"),
    [
        ("play the blues", "beyond"),
        ("please play it", "beyond"),
        ("play on the ferry", None),  # articles speak of it
        ("play is allowed", None),
        ("thanks, this is the very sheep", "thanks"),
        ("gracias, eso era la oveja", "thanks"),
        ("thanks, this is the ferry", None),
        ("thanks, which sheep?", None),
    ],
)
def test_commands_and_thanks_without_a_subject_find_no_passage(text: str, intent: str | None) -> None:
    found = INTENTS.small_talk(text, lambda word: word.form == "ferry")
    assert (found.intent.name if found else None) == intent


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
        "Is the trafficking agreement still in force?",
        "has the Act been repealed since?",
        "Can my landlord raise the rent in Germany?",
        "can an employer keep a worker's passport?",
        "who won the election in Kenya?",
        "which country is bordering Afghanistan?",
        "what is the title of the head of the UNODC?",
        "who wrote the report of 2011?",
        "what does paragraph 3 of article 5 require?",
        "which topics did the ministers discuss?",
        "Which years did the ban cover?",
        "translation of court documents for refugees",
        "weather modification laws",
        "write-offs for farmers",
        "play areas in new buildings",
        "ban on plastic bags",
        "how often is the list of banned groups updated?",
        "what happened before that agreement was signed?",
        "what is the first paragraph of section 12?",
        "explain the memorandum",
        "are mods of guns legal?",
        "what year is it from?",
        "is there another agreement on smuggling?",
        "do the agencies have the whole record?",
    ],
)
def test_a_question_stays_one(question: str) -> None:
    assert read_intents().heard(question) is None


@pytest.mark.parametrize("intent", read_intents().listed, ids=lambda intent: str(intent.name))
def test_every_intent_speaks_each_question_language_and_is_short(intent: Intent) -> None:
    assert {"en", "es", "fr"} <= intent.phrases.keys()
    assert len(intent.says) <= 200
