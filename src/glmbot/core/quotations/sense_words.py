"""Words on which the sense of a sentence hangs, as lists: what a difference or an ellipsis comes to is told by them."""

from typing import Final

CONTRARY: Final = frozenset(
    "not no never nor neither none nobody nothing nowhere without unless except cannot hardly rarely seldom".split()
)
"""Words by which a sentence says the contrary."""
MODAL: Final = frozenset("may must shall should can could might will would need ought".split())
AMOUNT: Final = frozenset(
    """
    all any every each some both either most few many less more fewer least before after over under above below against
    half third quarter one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    first second percent per double twice once % ‰ $ € £ ¥ § + −
    """.split()
)
ALLOWING: Final = frozenset(
    "allow allows allowed permit permits permitted forbid forbids forbidden prohibit prohibits prohibited".split()
)
WEIGHTY: Final = CONTRARY | MODAL | AMOUNT | ALLOWING | frozenset("only until than if but although".split())
"""Words on which the sense of a law hangs: changed, put in or left out, they are told of first."""

JOINING: Final = frozenset("and or but yet so plus versus".split())
"""Words that join clauses or the members of a list."""
CONDITIONAL: Final = frozenset(
    """
    if whether when whenever where wherever while whereas until till once before after since because provided providing
    given supposing excepting excluding excluded save barring only solely merely just even although though despite
    notwithstanding regardless subject condition conditions conditional conditionally pending upon within during with
    against exempt exempted exemption unlike instead rather other others otherwise apart aside besides beyond than
    where whose whom who which that those these such as like due prior following
    """.split()
)
"""Words by which a sentence is bound to a condition, an exception or a part of what it is said of."""
FINITE: Final = frozenset(
    """
    am is are was were be been being has have had do does did let lets gets got goes went gone comes came makes made
    takes took gives gave becomes became remains seems
    """.split()
)
REPORTING: Final = frozenset(
    """
    say says said tell tells told think thinks thought believe believes hold holds held find finds found argue argues
    claim claims warn warns state states write writes wrote speak speaks spoke ask asks note notes add adds explain
    explains insist insists fear fears hope hopes mean means know knows knew feel feels felt rule rules report reports
    according view opinion words allegation allegations rumor rumors rumour rumours
    """.split()
)
"""Words by which a sentence is somebody's, not the article's."""
HEDGING: Final = frozenset(
    """
    about almost nearly around circa roughly perhaps maybe likely unlikely possible alleged supposed so-called purported
    proposed planned draft attempted suspected former part partial principle general usual temporary provisional
    future expected
    """.split()
)
"""Words by which less is said than the sentence says without them."""
BEARING: Final = WEIGHTY | JOINING | CONDITIONAL | FINITE | REPORTING | HEDGING
"""Words that an ellipsis may not leave out of a sentence unseen."""
BEARING_ENDINGS: Final = ("ed", "ing", "ly", "n't")
"""Participles, adverbs and negations, by how they end: they bind, hedge or turn what is said."""
LIMITING: Final = CONDITIONAL - frozenset(
    "when where while since because given during with as like that those these which who whom whose following".split()
) | frozenset("but however nevertheless nonetheless still yet suspended repealed annulled overturned reversed".split())
"""Words by which a whole sentence takes something back of the one before."""
LEANING: Final = frozenset(
    """
    it he she they his her hers its their theirs him them this that these those such same there here both neither either
    former latter another other others however but yet nevertheless nonetheless still otherwise also too then thus
    therefore hence accordingly so instead and or nor
    """.split()
)
"""Words at the beginning of a sentence that lean on the sentence before."""

ASIDES: Final = (
    "however",
    "therefore",
    "thus",
    "hence",
    "consequently",
    "moreover",
    "furthermore",
    "meanwhile",
    "in addition",
    "in turn",
    "in short",
    "for example",
    "for instance",
    "inter alia",
    "of course",
    "too",
    "as well",
)
"""What a sentence may be without, between commas."""
ARTICLES: Final = frozenset("the a an".split())
BEFORE_DATES: Final = frozenset("on in dated".split())
"""Words that a date may be left out with; "of" it tells which thing is meant: the end of 2027."""
LEANS_ON_NUMBER: Final = BEARING - REPORTING | frozenset(
    "on in of at by from to for between through until the a an no number article section paragraph page up down".split()
)
"""Words after which a number, or a date, is not left out."""
RANGING: Final = frozenset("and or to through until till or than".split())
"""Words before which a date is not left out: it begins a range or a list."""

EDITORS_NOTES: Final = (
    "sic",
    "emphasis added",
    "emphasis mine",
    "emphasis in original",
    "emphasis in the original",
    "citation omitted",
    "citations omitted",
    "footnote omitted",
    "footnotes omitted",
    "internal quotation marks omitted",
    "translation mine",
)
"""What editors put between brackets about a quotation; no word of it."""
NOT_OPENING: Final = ("tis", "twas", "em", "til", "cause", "n")
"""Words that an apostrophe begins, not a quotation."""
