"""Spanish as a question language."""

from typing import Final

from glmbot.core.languages.language import Language, MetadataPatterns, PeriodWords, QuestionType, Splitting, endings

LANGUAGE: Final = Language(
    code="es",
    stemmer="spanish",
    note="Los artículos están en inglés; la pregunta se tradujo palabra por palabra.",
    question_types=(
        (QuestionType.DEFINITION, r"\b(?:siglas?|significa|quiere decir)\b"),
        (QuestionType.REASON, r"\bpor que\b"),
        (QuestionType.COUNT, r"\bcuant[oa]s\b"),
        (QuestionType.AMOUNT, r"\bcuant[oa]\b|\ba que velocidad\b"),
        (QuestionType.DATE, r"\bcuando\b|\bque (?:dia|fecha|ano)\b"),
        (QuestionType.PLACE, r"\b(?:a |en |de )?donde\b"),
        (QuestionType.PERSON, r"\bquien(?:es)?\b"),
        (QuestionType.SPEECH, r"\b(?:dijo|dice|declaro|opino|opina)\b"),
    ),
    splitting=Splitting(
        question_words=r"qui[eé]n(?:es)?|qu[eé]|cu[aá]ndo|d[oó]nde|cu[aá]l(?:es)?|cu[aá]nt[oa]s?|por qu[eé]|c[oó]mo",
        conjunctions="y",
    ),
    conjunctions=frozenset({"y", "pero"}),
    pronouns=frozenset({"el", "ella", "ellos"}),
    lookalikes=frozenset("con era favor los sin solo son tales van".split()),
    cognate_endings=endings(
        "aciones=ations,ation acion=ation ciones=tions,ctions cion=tion,ction siones=sions,ssions sion=sion,ssion "
        "idades=ities idad=ity dad=ty mente=ly,ally ologia=ology encia=ence,ency ancia=ance,ancy ario=ary,arian "
        "aria=ary,aria orio=ory oria=ory ismo=ism ista=ist ico=ic,ical,ique ica=ic,ical,ics oso=ous osa=ous "
        "ivo=ive iva=ive ador=ator,er tura=ture amento=ment,ament ento=ent ente=ent ante=ant iano=ian iana=ian "
        "ense=ian,an izar=ize ificar=ify ado=ate,ated,ed ada=ate,ated,ed ar=ate,,e ir=,e er=,e ia=y,ia io=y,ium, "
        "o=,e a=,e e="
    ),
    period=PeriodWords(
        since="desde|a partir de",
        after="despues de|tras",
        until="hasta|a",
        before="antes de",
        within="en|de|del|durante",
        between="entre",
        conjunctions="y",
    ),
    metadata=MetadataPatterns(
        record={"date": r"\bcuando\b.*\b(?:articulo|texto|post|monitor|glm)\b.*\bpubli\w+"},
        source=(
            r"^(?:y )?(?:(?:la|las|su|tu) )?(?:fuentes?|cita)(?: por favor)?$"
            r"|\b(?:cual|cuales|que)(?: (?:es|son|era))?(?: (?:la|las|su|sus|tu))? (?:fuentes?|cita)\b(?! de (?!la|los|las|este|esta|eso|esa|info))"
            r"|\b(?:dame|dime|muestrame|tienes|hay) (?:la|las|una|alguna) (?:fuentes?|cita)\b(?! previa)"
            r"|\b(?:que|cual|quien|donde)\b.*\b(?:se cita|citad[oa])\b"
            r"|\bde donde (?:sale|viene|es) (?:la|el|esa|ese|esta|este) (?:cita|dato|cifra|informacion)\b"
        ),
        paragraph=r"\bparrafo (\d{1,3})\b",
        paragraph_words="parrafo",
        ordinals={
            "primer": 1,
            "primero": 1,
            "segundo": 2,
            "tercer": 3,
            "tercero": 3,
            "cuarto": 4,
            "quinto": 5,
            "sexto": 6,
            "ultimo": -1,
        },
        words=frozenset({"fuente", "fuentes", "cita", "citado"}),
    ),
)
