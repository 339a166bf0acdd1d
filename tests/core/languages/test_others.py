"""Languages that are not read are told by function words and scripts, and never taken for one that is read."""

import pytest

from glmbot.core.languages import LANGUAGES
from glmbot.core.model import Answer, NoAnswer, Related
from glmbot.storage.load import build_answerer
from glmbot.storage.resources import read_other_languages
from support.articles import corpus_of, given_article

GIVEN = build_answerer(corpus_of(given_article()))
SAYS = {one.code: one.says for one in read_other_languages().listed}


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Welche Regionen umfasst das Memorandum?", "de"),
        ("Wer ist Yuri Fedotov?", "de"),
        ("Quem assinou o memorando de entendimento?", "pt"),
        ("Chi ha firmato il memorandum?", "it"),
        ("Wie heeft het memorandum ondertekend?", "nl"),
        ("Kto podpisał memorandum i dlaczego?", "pl"),
        ("Vem är Yuri Fedotov?", "sv"),
        ("Yuri Fedotov kim?", "tr"),
        ("Кто подписал меморандум?", "ru"),
        ("Хто підписав меморандум?", "uk"),
        ("Ποιος υπέγραψε το μνημόνιο;", "el"),
        ("من وقع المذكرة؟", "ar"),
        ("چه کسی یادداشت تفاهم را امضا کرد؟", "fa"),
        ("מי חתם על המזכר?", "he"),
        ("ज्ञापन पर किसने हस्ताक्षर किए?", "hi"),
        ("谁签署了备忘录？", "zh"),
        ("覚書に署名したのは誰ですか", "ja"),
        ("누가 양해각서에 서명했습니까?", "ko"),
        ("Who is der Fedotov?", "en"),
        ("What does lex talionis mean?", "en"),
        ("¿Quién firmó el memorando de entendimiento?", "es"),
        ("Qui a signé le mémorandum d'entente ?", "fr"),
        ("Đức", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_told_by_its_function_words_or_its_script(question: str, language: str) -> None:
    query = GIVEN.parser.parse(question)
    assert query.language == language
    assert (SAYS.get(language) in query.notes) == (language in SAYS)


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [("Wer ist Yuri Fedotov?", 4), ("Что сказал Guterres?", 6), ("UNODCの覚書には誰が署名しましたか", 1)],
)
def test_words_that_the_articles_share_are_tried_but_nothing_is_sure(question: str, paragraph: int) -> None:
    reply = GIVEN.answer(question)
    assert isinstance(reply, Related)
    assert not isinstance(reply, Answer)
    assert reply.passage
    assert reply.passage.paragraphs[0] == paragraph
    assert reply.notes[0] in SAYS.values()


def test_where_no_word_is_shared_the_line_is_said_all_the_same() -> None:
    reply = GIVEN.answer("Wie hoch ist die Strafe dafür?")
    assert isinstance(reply, NoAnswer)
    assert (reply.reason, reply.notes) == ("no_match", (SAYS["de"],))


def test_no_language_that_is_read_is_among_the_others() -> None:
    assert not SAYS.keys() & LANGUAGES.keys()
    assert all(says.strip() and "\n" not in says for says in SAYS.values())
