"""French as a question language."""

from typing import Final

from glmbot.core.languages.language import Language, MetadataPatterns, PeriodWords, QuestionType, Splitting, endings

LANGUAGE: Final = Language(
    code="fr",
    stemmer="french",
    note="Les articles sont en anglais\u00a0; la question a été traduite mot à mot.",
    question_types=(
        (QuestionType.DEFINITION, r"\b(?:sigle|signifie|veut dire)\b"),
        (QuestionType.REASON, r"\bpourquoi\b"),
        (QuestionType.COUNT, r"\bcombien de\b"),
        (QuestionType.AMOUNT, r"\bcombien\b|\ba quelle vitesse\b"),
        (QuestionType.DATE, r"\bquand\b|\bquelle (?:date|jour|annee)\b"),
        (QuestionType.PLACE, r"^(?:d )?ou\b"),
        (QuestionType.PERSON, r"^(?:et |par |a |de |avec )?qui\b"),
        (QuestionType.SPEECH, r"\b(?:dit|declare|affirme|pense)\b"),
    ),
    splitting=Splitting(
        question_words="qui|quand|quel(?:le)?s?|pourquoi|combien|comment",
        conjunctions="et",
    ),
    conjunctions=frozenset({"et", "mais"}),
    pronouns=frozenset({"il", "elle", "ils"}),
    lookalikes=frozenset("car fit mine non plus son".split()),
    cognate_endings=endings(
        "ation=ation logie=logy ologue=ologist iques=ic,ical,ics ique=ic,ical,ics ement=ly,ement euse=ous,er "
        "eux=ous aires=aries,ary aire=ary,arian oire=ory isme=ism iste=ist ites=ities ite=ity te=ty ienne=ian,an "
        "ien=ian,an aise=ese,ish ais=ese,ish eur=or,er rice=ror,er tie=cy,ty iser=ize ifier=ify er=ate,,e ir=ish, "
        "ie=y,ia if=ive aux=al,als ale=al elle=al el=al re=er ee=ed,ate e=,ed,ate"
    ),
    period=PeriodWords(
        since="depuis|a partir de|des",
        after="apres",
        until="jusqu'en|jusqu'a|a",
        before="avant",
        within="en|de|pendant",
        between="entre",
        conjunctions="et",
    ),
    metadata=MetadataPatterns(
        record={"date": r"\bquand\b.*\b(?:articles?|post|monitor|glm)\b.*\bpubli\w+"},
        source=(
            r"^(?:et )?(?:la |les |ta |votre )(?:sources?|citations?|references?)$|^(?:sources?|references?) (?:svp|stp)$"
            r"|\bquell?e?s?(?: (?:est|sont|etait))?(?: (?:la|les|sa|ta|votre))? (?:sources?|citations?|references?)\b"
            r"(?! d(?:e|es)?\b(?! (?:la|l|ce|cette|cet|ces|info)))"
            r"|\b(?:donne|donnez|montre|montrez) (?:moi )?(?:la|les|une|ta|votre) (?:sources?|references?)\b"
            r"|\bd ou vien(?:t|nent) (?:la|le|l|cette|ce|cet|ces) (?:citation|chiffre|information|phrase)s?\b"
        ),
        paragraph=r"\bparagraphe (\d{1,3})\b",
        paragraph_words="paragraphe",
        ordinals={
            "premier": 1,
            "deuxieme": 2,
            "second": 2,
            "troisieme": 3,
            "quatrieme": 4,
            "cinquieme": 5,
            "sixieme": 6,
            "dernier": -1,
        },
        words=frozenset({"source", "sources", "citation", "citations", "article", "articles"}),
    ),
)
