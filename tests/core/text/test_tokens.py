import pytest

from glmbot.core.text.tokens import Analyzer, fold, plain_text, split_sentences, split_words

ANALYZER = Analyzer(stopwords=frozenset("the of is a who us it".split()), irregular={"fled": "flee"})


def forms(text: str) -> list[str]:
    return [word.form for word in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.N. acts", ["the", "un", "acts"]),
        ("the U.N's seat", ["the", "un", "seat"]),
        ("UN", ["un"]),
        ("U.S.C. § 4", ["usc", "section", "4"]),
        ("UNODC's mandate", ["unodc", "mandate"]),
        ("the agencies’ seat", ["the", "agencies", "seat"]),
        ("Brekk’s boat", ["brekk", "boat"]),
        ("anti-trafficking", ["anti", "trafficking"]),
        ("António", ["antonio"]),
        ("Straße", ["strasse"]),
        ("50,000 boats and 3.5 oars", ["50000", "boats", "and", "3.5", "oars"]),
        ("in 2011, 12 boats", ["in", "2011", "12", "boats"]),
        ("l'ONUDC", ["l", "onudc"]),
        ("Law No. 71-IX, law 71-ix", ["law", "no", "71-ix", "law", "71-ix"]),
        ("Decree 17/2014/ND-CP and Regulation 2016/679", ["decree", "17/2014/nd-cp", "and", "regulation", "2016/679"]),
        ("§ 5(a), section 5(a), §5(a)", ["section", "5(a)"] * 3),
        ("Art. 12, article 12; Arts. 3–5", ["article", "12", "article", "12", "article", "3", "5"]),
        ("the art of 3 wars", ["the", "art", "of", "3", "wars"]),
        ("50-year terms, 2011-12", ["50", "year", "terms", "2011", "12"]),
        ("10,5 million, 10.5 million", ["10.5", "million"] * 2),
        ("10.500, 10,500, 1,00,000", ["10500", "10500", "100000"]),
        ("１，０００ yen", ["1000", "yen"]),
        ("10\u202f000 euros", ["10000", "euros"]),
        ("e-mail, email; co-operation", ["email", "email", "cooperation"]),
        ("Qur’an, Qur'an, O'Brien, Maʿariv", ["quran", "quran", "obrien", "maariv"]),
        ("don't, they're, aujourd'hui, d’Ivoire", ["don", "t", "they", "re", "aujourd", "hui", "d", "ivoire"]),
        ("Đức, Þórður, Søren, Łódź", ["duc", "thordur", "soren", "lodz"]),
        ("https://x.example/a_b", ["https", "x", "example", "a", "b"]),
        ("国际法", ["国际法"]),
        ("", []),
        ("🤷 …", []),
    ],
)
def test_words_are_folded_and_cut_where_readers_would(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("71-IX", ("71", "ix")),
        ("17/2014/ND-CP", ("17", "2014", "nd", "cp")),
        ("5(a)", ("5",)),
        ("e-mail", ("mail",)),
        ("law", ()),
    ],
)
def test_a_compound_knows_its_parts(text: str, parts: tuple[str, ...]) -> None:
    (word,) = split_words(text)
    assert word.parts == parts


def test_a_word_knows_where_it_stands() -> None:
    text = "Of the U.N.’s António-like 1,000"
    for word in split_words(text):
        assert word.letters == text[word.span.start : word.span.end].replace(".", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the agencies signed", ["agenc", "sign"]),
        ("who is WHO", ["who"]),
        ("tell us of the US", ["tell", "us"]),
        ("WHO IS IT", []),
        ("they fled", ["they", "flee"]),
    ],
)
def test_terms_leave_stop_words_out_but_keep_acronyms(text: str, expected: list[str]) -> None:
    assert ANALYZER.terms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u200bb", "ab"),
        ("  a \t\n b ", "a b"),
        ("\u202egnol\u202c", "gnol"),
        ("a\x00\x07b", "ab"),
        ("cafe\u0301", "café"),
        ("who signed? https://x.org/a_b?c=1 and when?", "who signed? and when?"),
        ("<https://x.org/a> www.loc.gov/law what law?", "what law?"),
        ("\ud800x", "x"),
    ],
)
def test_plain_text_drops_what_cannot_be_seen(text: str, expected: str) -> None:
    assert plain_text(text) == expected


def test_fold_takes_case_and_accents_off() -> None:
    assert fold("ÉCOLE ﬁn") == "ecole fin"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("The U.N. Office acts. It rests.", ["The U.N. Office acts.", "It rests."]),
        ("On Dec. 6, 2011, it began. It ended.", ["On Dec. 6, 2011, it began.", "It ended."]),
        ("Art. 3, para. 4 and No. 5 hold. Yes.", ["Art. 3, para. 4 and No. 5 hold.", "Yes."]),
        ("He said “No.” She left.", ["He said “No.”", "She left."]),
        ("J. Brekk spoke. End", ["J. Brekk spoke.", "End"]),
        ("Why? Because! Well…", ["Why?", "Because!", "Well…"]),
        ("She said:\n\nNo. Never.", ["She said:", "No.", "Never."]),
        ("It cost 3.5 million. Then 4.", ["It cost 3.5 million.", "Then 4."]),
        ("", []),
    ],
)
def test_sentences_end_where_readers_stop(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in split_sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("On June. 5, 2011, it passed. It is law.", ["On June. 5, 2011, it passed.", "It is law."]),
        ("On 5. June 2011 it passed. It is law.", ["On 5. June 2011 it passed.", "It is law."]),
        ("It passed June 5. 2011. It is law.", ["It passed June 5. 2011.", "It is law."]),
        ("(Jan.11, 2016) On Jan.11 it passed. It is law.", ["(Jan.11, 2016) On Jan.11 it passed.", "It is law."]),
        ("It passed in section 3. March came.", ["It passed in section 3.", "March came."]),
        ("They met in May. Ten left.", ["They met in May.", "Ten left."]),
    ],
)
def test_no_sentence_begins_within_a_date(text: str, sentences: list[str]) -> None:
    assert [text[one.start : one.end] for one in split_sentences(text)] == sentences


@pytest.mark.parametrize("text", ["traf\u00adfick\u00ading", "traf\u200bfick\u2060ing"])
def test_signs_that_nobody_sees_divide_no_word(text: str) -> None:
    assert [word.form for word in split_words(text)] == ["trafficking"]
