"""Numbers of laws, signs and letters are found as people write them, not as the article prints them."""

import pytest

from glmbot.core.model import Found
from glmbot.storage.load import build_answerer
from support.articles import corpus_of, make_article

ARTICLES = build_answerer(
    corpus_of(
        make_article(
            "(Jan. 7, 2014) Under § 5(a) of the Data Act, controllers erase fingerprints after 90 days.\n\n"
            "Art. 12 of the Act lets citizens inspect their file, and Article 13 obliges the registry to reply.\n\n"
            "Law No. 71-IX repeals Decree No. 17/2014/ND-CP.",
            title="Norland: Data Act",
        ),
        make_article(
            "(Jan. 8, 2014) The customs co-operation pact sets up an anti-smuggling unit at the border.\n\n"
            "Officers exchange e-mail alerts.",
            title="Südmark: Customs Pact",
        ),
        make_article(
            "(Jan. 3, 2014) The harbor council of Brenø and Æbleskør set the herring quota at 10,5 million kilos.\n\n"
            "Inspector Đặng Thórsson defended it before the Qur’an school of Ma‘ada.",
            title="Westland: Fishing Quota",
        ),
    )
)


@pytest.mark.parametrize(
    ("question", "title", "paragraph"),
    [
        ("what must controllers erase under section 5(a)?", "Data", 1),
        ("what does §5(a) say", "Data", 1),
        ("what does article 12 allow", "Data", 2),
        ("what does Art. 13 oblige the registry to do", "Data", 2),
        ("what does law 71-ix repeal", "Data", 3),
        ("what happened to decree 17/2014/ND-CP", "Data", 3),
        ("what happened to decree 17 of 2014", "Data", 3),
        ("customs cooperation", "Customs", 1),
        ("is there an antismuggling unit?", "Customs", 1),
        ("do officers exchange email alerts?", "Customs", 2),
        ("do officers exchange mail?", "Customs", 2),
        ("is the quota 10.5 million?", "Fishing", 1),
        ("is the quota １０，５ million?", "Fishing", 1),
        ("which quota did Breno and Aebleskor set", "Fishing", 1),
        ("what did Inspector Dang Thorsson defend", "Fishing", 2),
        ("which Quran school?", "Fishing", 2),
        ("the school of Maada", "Fishing", 2),
        ("Which quota? https://x.example/a_b?c=1 for herring", "Fishing", 1),
    ],
)
def test_a_passage_is_found_in_the_spelling_that_people_use(question: str, title: str, paragraph: int) -> None:
    reply = ARTICLES.answer(question)
    assert isinstance(reply, Found)
    assert title in reply.article.title
    assert reply.passage
    assert paragraph in reply.passage.paragraphs
