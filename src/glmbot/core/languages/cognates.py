"""Spanish and French words that English has too, under another ending: "legislación", "lituanienne"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_SHORTEST: Final = 4
_STEM: Final = 3
"""Letters that must stand before an ending: of a shorter word too little is left to be sure of."""


def _endings(table: str) -> Sequence[tuple[str, Sequence[str]]]:
    """Foreign endings, each with the English ones that it may be; the longer ones first."""
    pairs = (entry.split("=") for entry in table.split())
    return [(foreign, english.split(",")) for foreign, english in pairs]


_ENDINGS: Final[Mapping[str, Sequence[tuple[str, Sequence[str]]]]] = {
    "es": _endings(
        "aciones=ations,ation acion=ation ciones=tions,ctions cion=tion,ction siones=sions,ssions sion=sion,ssion "
        "idades=ities idad=ity dad=ty mente=ly,ally ologia=ology encia=ence,ency ancia=ance,ancy ario=ary,arian "
        "aria=ary,aria orio=ory oria=ory ismo=ism ista=ist ico=ic,ical,ique ica=ic,ical,ics oso=ous osa=ous "
        "ivo=ive iva=ive ador=ator,er tura=ture amento=ment,ament ento=ent ente=ent ante=ant iano=ian iana=ian "
        "ense=ian,an izar=ize ificar=ify ado=ate,ated,ed ada=ate,ated,ed ar=ate,,e ir=,e er=,e ia=y,ia io=y,ium, "
        "o=,e a=,e e="
    ),
    "fr": _endings(
        "ation=ation logie=logy ologue=ologist iques=ic,ical,ics ique=ic,ical,ics ement=ly,ement euse=ous,er "
        "eux=ous aires=aries,ary aire=ary,arian oire=ory isme=ism iste=ist ites=ities ite=ity te=ty ienne=ian,an "
        "ien=ian,an aise=ese,ish ais=ese,ish eur=or,er rice=ror,er tie=cy,ty iser=ize ifier=ify er=ate,,e ir=ish, "
        "ie=y,ia if=ive aux=al,als ale=al elle=al el=al re=er ee=ed,ate e=,ed,ate"
    ),
}


def cognates(form: str, language: str) -> Iterator[str]:
    """The English words that a folded word may be, the likeliest first; whether English has them is not known here."""
    for one in (form, form[:-2] if form.endswith("es") else "", form.removesuffix("s")):
        if len(one) >= _SHORTEST:
            yield one
            for ending, english in _ENDINGS.get(language, ()):
                if one.endswith(ending) and len(one) - len(ending) >= _STEM:
                    yield from (one[: -len(ending)] + other for other in english)
