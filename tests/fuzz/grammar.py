"""Random article bodies for the source parser: cites by its grammar, prose, and the damages that real articles show."""

from collections.abc import Sequence
from random import Random
from typing import Final

ATOMS: Final[Sequence[str]] = (
    "(", ")", "[", "]", ";", ",", ".", ":", " ", "  ", "\n", "\n\n", "## ", "- ", "“", "”", '"', "’", "…", "–", "§",
    "§§", "¶", "Id.", "(Id.)", "(Id).", "Id.,", "ibid.", "supra", ", supra.", "supra.;", "infra", "See ", "see also ",
    "For details, see ", "[hereinafter ", "hereinafter", " website", " available at ", "http://barns.example/a",
    "last visited ", "(in Elbonian)", "[in Elbonian]", "Mar. 4, 2011", "(Mar. 4, 2011)", "(Oct. 31, 2011.)", "(2011)",
    "2011", "Nov. 1–2, 2011", "May", "Sept. 31, 2011", "art. 5", "arts. 6, 7, 9 &10", "at 3", "para. 4",
    "(Art. 1, para. 4.)", "No. 17/2019", "U.N. Doc. S/RES/9106", "S/RES/9106", "Ada Quill", "Quill",
    "Bo Lindqvist & Cy Orme", "Press Release", "Editorial", "Barn Act", "Red Barns Sell Well", "Elbonia; Ruritania: ",
    "THE COURIER", "GLOBAL LEGAL MONITOR", ",GLOBAL", "OBF", "OBF website",
    "According to the office, sheds will be painted as well. ", "Barns are red. ", "barns", "e.g., ", "as amended",
    "v. ", "No. ", "\u00a0", "\u2028", "É", "王", "\x00", "1", "99999999999",
)  # fmt: skip

_CITES: Final[Sequence[str]] = (
    "{author}, {title}, {container} ({date})",
    "{title}, {container}, {date}",
    "{title}, {container}, {date}, available at",
    "{title} [hereinafter {name}], OBF website ({date}.",
    "Press Release, OBF, {title} ({date})",
    "{name} Act, No. {number}, {date}, art. {number}",
    "{name} Act, § {number}",
    "Id.",
    "Id. at {number}",
    "{name}, supra",
    "{author}, supra",
    "{title}, supra.;",
    "Art. {number}, para. 4",
    "S.C. Res. {number}, U.N. Doc. S/RES/{number} ({date})",
    "See {author}, Elbonia; Ruritania: {title},GLOBAL LEGAL MONITOR ({date}) [on {name}]",
)
_NAMES: Final = ("Barn", "Shed", "Hut", "Silo", "Fence", "Gate")
_AUTHORS: Final = ("Ada Quill", "Bo Lindqvist", "Cy Orme & Di Penn", "OBF")
_TITLES: Final = ("Red Barns", "Red Barns Sell Well", "Sheds, Huts and Silos", "Who Owns a Gate?", "Elbonia: Barns")
_CONTAINERS: Final = ("THE COURIER", "DAGENS LADA", "BARN NEWS CENTRE", "OBF website")
_DATES: Final = ("Mar. 4, 2011", "Oct. 31, 2012", "May 2013", "2014", "Sept. 31, 2011")
_PROSE: Final = (
    "Barns are red. ",
    "The office (OBF) met in the U.N. ",
    "The minister of barns stated:",
    "He said “no.” ",
)


def random_body(random: Random, pieces: int) -> str:
    """A body of about so many pieces: half by the grammar, with damages, half a jumble of its atoms."""
    return "".join(random.choice(ATOMS) if random.random() < 0.5 else _source(random) for _ in range(pieces))


def _source(random: Random) -> str:
    cites = "; ".join(_cite(random) for _ in range(random.choice((1, 1, 1, 2, 3))))
    printed = f"{random.choice(_PROSE)}({cites}.){random.choice((' ', ' ', chr(10) * 2))}"
    if random.random() < 0.3:
        at = random.randrange(len(printed))
        return printed[:at] + random.choice(("", "(", ")", ".", "[", ";")) + printed[at + 1 :]
    return printed


def _cite(random: Random) -> str:
    return random.choice(_CITES).format(
        author=random.choice(_AUTHORS),
        title=random.choice(_TITLES),
        container=random.choice(_CONTAINERS),
        date=random.choice(_DATES),
        name=random.choice(_NAMES),
        number=random.randint(1, 999),
    )
