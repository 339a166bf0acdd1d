"""English, the language of the articles, as a question language."""

from typing import Final

from glmbot.core.languages.language import Language, MetadataPatterns, PeriodWords, QuestionType, Splitting

_PEOPLE: Final = (
    "person|people|politician|official|minister|judge|lawyer|man|woman|guy|author|president|leader|boss|chief|head"
)
_PLACES: Final = "country|countries|city|cities|place|places|state|states|capital|nation|nations|province|region|town"
_ARTICLE: Final = (
    r"(?:articles?|story|post|write ?up|web ?page|monitor|glm|news item|entry|this piece"
    r"|piece for the (?:law )?library|this report)"
)
_PUBLISHED: Final = r"(?:publi\w+|posted|appear\w*|c[oa]me out|issued|released|go online|put online|dated)"

_CITE: Final = r"(?:sources?|citations?|footnotes?|references?)"
_MEDIUM: Final = r"(?:newspaper|paper|outlet|magazine|journal|publication|website|site|press release)s?"
_LAW: Final = r"(?:must|may|can|could|should|shall|is|are|was|were|has|have|had)"
_CLAIM: Final = (
    r"(?:quote|quotation|figure|number|information|claim|statement|sentence|passage|article|piece|report|it)"
)
# A word like "newspaper" or "source" asks for no source by itself: there are laws on both.
_SOURCE: Final = "|".join(
    (
        rf"^(?:(?:and|so|ok|the|a|your|any) )*(?:{_CITE}|cite)(?: (?:please|pls|of the|for|on) .*| please| pls)?$",
        r"\b(?:what|whats|which|when|where|who)(?: (?:s|is|are|was|were|wrote|published))?(?: (?:the|its|your|this|that))?"
        r"(?: (?:full|original|exact))?(?: (?:date|title|author|name) of the)?"
        r" (?:source|citation|footnote|reference)\b(?! of (?!the|this|that|these|those|it|your|info))(?! (?:must|may|can|should|shall)\b)",
        rf"\b(?:what|which)(?: are)?(?: (?:the|its|your|these))? {_CITE} (?:back|support|does|do|did|(?:is|are|was|were) (?:cited|given|named|quoted|used))\b",
        rf"\b{_CITE} (?:for|behind) (?:the|this|that|it|these|those)\b|\bwhere\b.{{0,40}}\b{_CITE}$",
        rf"\b(?:give|show|send|tell) (?:me|us) (?:(?:the|a|an|your|its|any|some) )?{_CITE}\b|\b(?:is there|do you have|have you|got|need) (?:a|an|the|any) {_CITE}\b",
        r"\b(?:what|whats|which|who|whom|whose|when|where|what s)\b.*(?<!\bbe )(?<!\bbeen )\b(?:cited|referenced|footnoted)\b",
        r"\b(?:articles?|paragraph|para|piece|monitor|glm|passage|text|it|you|author) (?:cites?|citing|references)\b|\bsupra\b|\bibid\b",
        rf"\b(?:which|what|whose) (?:(?!{_LAW}\b|do(?:es)?\b|did\b)\w+ ){{0,3}}{_MEDIUM}(?:$| (?!{_LAW}\b)(?:.* )?(?:quote[sd]?|reported|carried|carries|wrote|written|published|said|says|told|tells|appear)\b)",
        rf"\b(?:which|what|whose) (?:(?!{_LAW}\b|do(?:es)?\b|did\b)\w+ ){{0,3}}{_MEDIUM}\b.*\b(?:quoted|the source|to be found|(?:is|was) (?:that|this|it|the|a)\b.* from)(?!\w)",
        r"\bwho (?:reported|wrote) .*\b(?:piece|story|report|article|item)\b|\breported by (?:whom?|which|what)\b",
        rf"\bwhere does (?:that|this|the) {_CLAIM}\b.*\bfrom\b|\b(?:says|according to) who\b",
        r"\b(?:backs?|supports?) (?:up )?(?:the|this|that)\b.*\b(?:quote|claim|statement|sentence|figure)",
        rf"\bwhat(?: is| s|s) (?:(?:this|that|the) )?(?:{_CLAIM}|this|that)\b.{{0,40}}\bbased on\b",
    )
)

_MOVES: Final = r"\b.{0,60}\b(?:go|drive|driven|ride|ridden|travel|move|run|sail|fly|cycle|walk)\b"
"""What follows a question for a speed, which is not one for a period: "how fast may a boat go?"."""

_QUESTION_TYPES: Final = (
    (
        QuestionType.DEFINITION,
        r"\b(?:stands? for|standing for|abbreviations?|acronyms?|initials|spell(?:ed|s|ing)? out|full (?:name|form)|short for)\b"
        r"|\b(?:meaning|mean|means|signifi\w+|siglas?|sigle)\b"
        r"|^(?:so |and |ok )?(?:what|whats)(?: s| is| are| the)*(?: an?| the)? \w+(?: here| anyway| again)?$",
    ),
    (
        QuestionType.ABOUT,
        r"\b(?:what|whats)\b.{0,40}\babout$|\b(?:summar\w+|gist|tl ?dr|in short|in a nutshell|main point|overview)\b",
    ),
    (
        QuestionType.SPEECH,
        r"\bwhat (?:\w+ ){0,2}(?:did|does|do|has|have|was|were|is|are|s)\b.{0,80}\b(?:say|said|saying|state|stated|think|claim|argue|tell|told"
        r"|remark|comment|declare|announce|warn|call|describe|point out|promise|stress|opinion|view|reaction|words|quote|talk|mention)\b"
        r"|\b(?:quotes?|quotation|statement|comments?|remarks|words|speech|opinion|view) (?:of|by|from)\b|\bwhat (?:he|she|they) said\b"
        r"|\bhow did .{0,60}\b(?:react|respond|feel|comment|defend|justify|judge|describe)\b|\bwhat \w+( \w+)? (?:said|says|thinks|thought)\b",
    ),
    (
        QuestionType.PERCENT,
        r"\b(?:percent|percentage|per cent|proportion|what share|which share|how large a share)\b",
    ),
    (
        QuestionType.DURATION,
        rf"\bhow (?:long|old|soon|much longer|much time|quickly|fast(?!{_MOVES}))\b"
        r"|\bhow many (?:second|minute|hour|day|week|month|year|decade)s?\b|\b(?:what|which|minimum|maximum) age\b"
        r"|\bdeadline\b|\bfor what period\b|\btime limit\b",
    ),
    (
        QuestionType.MONEY,
        r"\bhow much (?:money|tax)\b|\bhow much\b.{0,60}\b(?:pay|paid|cost|costs|fine|fined|fee|spend|spent|price|worth|charge|charged|earn|tax|sum)\b"
        r"|\bhow (?:expensive|costly|high|big|large)\b.{0,30}\b(?:fine|fee|tax|penalty|price|budget|cost)"
        r"|\b(?:cost|price|fee|fine|budget)\b.{0,12}$|^(?:what|whats|which)(?: is| s| are| was)? the (?:cost|price|fee|budget|fine)",
    ),
    (QuestionType.COUNT, r"\bhow many\b|\bhow often\b|\bnumber of\b|\bhow few\b|\bwhat number\b"),
    (QuestionType.AMOUNT, r"\bhow (?:much|far|fast|high|large|big|tall|deep|wide|heavy)\b"),
    (
        QuestionType.DATE,
        r"^(?:and |so |but |ok )?(?:since |until |by |from )?when(?: \w+)?$|\b(?:what|which|on what|on which) (?:date|day|year|month|time)\b"
        r"|\b(?:since|until|from|till) when\b|\bwhen (?:did|does|do|was|were|is|are|will|can|must|has|have|had|should|may)\b",
    ),
    (
        QuestionType.PLACE,
        rf"^(?:and |so |but )?(?:from )?where\b|\b(?:in|to|from)? ?(?:what|which) (?:{_PLACES})\b"
        r"|\bwhere (?:did|does|do|was|were|is|are|will|can|has|have|should|exactly)\b",
    ),
    (
        QuestionType.PERSON,
        rf"^(?:and |so |but )?(?:by |to |for |with |on |from |of )?(?:who|whom|whose|whos)\b|\b(?:what|which) (?:{_PEOPLE})\b"
        r"|\b(?:who|whom) (?:is|are|was|were|did|does|do|has|had|will|can|may|must|should|said|signed|wrote)\b|\bby whom\b|\bname of\b",
    ),
    (
        QuestionType.REASON,
        r"\bwhy\b|\bhow come\b|\bwhat (?:caused|reason|reasons|led|made|prompted)\b|\bfor what reason\b|\breasons? for\b",
    ),
    (QuestionType.WHICH, r"\b(?:which|what) \w"),
    (
        QuestionType.YES_NO,
        r"^(?:and |so |but |ok |hey )?(?:is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had|isn|aren|doesn)\b",
    ),
)

_METADATA: Final = MetadataPatterns(
    record={
        "date": (
            rf"\b(?:when|what (?:date|day|year)|which (?:date|day|year|month))\b.*\b{_ARTICLE}\b.*\b{_PUBLISHED}"
            rf"|\b(?:when|date)\b.*\b{_PUBLISHED}.*\b{_ARTICLE}\b|\bdate of (?:the |this )?{_ARTICLE}\b|\bpublication date\b"
            rf"|\bhow (?:old|recent) is (?:the |this )?{_ARTICLE}\b|\bwhen was (?:this|it) (?:written|published)\b"
            rf"|\bwhen was (?:the |this )?{_ARTICLE}.* written\b|\b(?:what|which) (?:date|day) .*\b{_ARTICLE}(?: itself)?\b"
        ),
        "authors": (
            rf"\bwho(?: s| is| are| was)?\b.*\b(?:wrote|write|author\w*|written|penned|behind)\b.*\b{_ARTICLE}\b"
            rf"|\b(?:which|what) (?:\w+ ){{1,3}}(?:wrote|penned|authored) (?:the|this) {_ARTICLE}\b"
            rf"|\b(?:authors?|writer|byline) of (?:the |this )?{_ARTICLE}\b|\b{_ARTICLE} (?:is |was )?(?:written|authored) by\b"
            rf"|\bwho wrote (?:this|it)\b|\b{_ARTICLE}(?: s)? author\b|\bwho is the author\b(?! of\b)"
        ),
        "url": (
            rf"\b(?:what|whats|give|send|get|have|share|post|there|need)\b.{{0,30}}\b(?:link|url|web ?address)\b(?! between| of\b.* (?:and|to)\b)|\blink to (?:the |this )?{_ARTICLE}|^(?:link|url)\b(?! between| of\b.* (?:and|to)\b)|\bwhere (?:can|could) i (?:read|find|see) (?:the |this )?(?:full |whole |original )?{_ARTICLE}\b"
        ),
        "title": (
            rf"\b(?:title|headline) of (?:the |this )?{_ARTICLE}\b|\bwhat is (?:the |this )?{_ARTICLE} (?:called|titled)\b"
        ),
    },
    source=_SOURCE,
    written=(
        r"\bwho (?:wrote|reported|published|authored)\b|\b(?:author|writer) of\b|\b(?:title|headline|date) of\b.*\b(?:piece|report|story|release|conference|item)\b|\bwhere was\b.*\breported\b"
    ),
    cited=r"\bcited\b|\bsource",
    author=r"^(?=.*(?:\bwho\b|\bauthor)).*(?:\bwrote|\bauthor|\breported|\bwritten)",
    date=r"\bwhen\b|\bdate\b",
    id_form=(
        r"\bibid\b|\bid(?! (?:cards?|numbers?|documents?|papers?|checks?))\b.{0,80}\b(?:refers?|stands? for|means?|points?)\b"
        r"|\bid (?:in|at|after|of) (?:the )?(?:\w+ )?(?:paragraph|para|end|sentence)\b|\bmeant by id\b"
    ),
    article=r"\b(?:global legal monitor|glm|this article|the article itself)\b",
    paragraph=r"\b(?:paragraph|para|par|p)\.? ?(\d{1,3})\b",
    paragraph_words="paragraph|para",
    ordinals={
        **dict(zip("first second third fourth fifth sixth seventh eighth".split(), range(1, 9), strict=True)),
        **dict.fromkeys(("last", "final", "closing", "concluding", "end"), -1),
    },
    words=frozenset(
        "source sources cite cited cites citing citation citations footnote reference references refer refers referenced id supra ibid quote"
        " quotes quotation quoted article articles piece story report reported reports back backs backed support supports supported name named"
        " come comes came website site paper newspaper outlet magazine journal appear appears appeared found carried press release wrote write written author authors writer published publish"
        " publication publishing posted monitor glm global legal law library congress link url title headline date dated day year paragraph para number stand"
        " stands based item news claim statement sentence figure information text page say says said given gives give used use after before"
        " behind original full footnotes post entry called later short titled where from mean means meaning end".split()
    ),
)

LANGUAGE: Final = Language(
    code="en",
    stemmer="english",
    question_types=_QUESTION_TYPES,
    splitting=Splitting(
        question_words="who|whom|whose|what|whats|when|where|which|why|how|by whom|on what|in which|in what|since when",
        verbs="is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have|had",
        conjunctions="and|plus",
        after_comma="but",
        after_stop="and|also",
        adverbs="also|then",
        openers="and|so|ok|hey|hi|please",
    ),
    gist_words=frozenset("who whom whose what which when where why how".split()),
    conjunctions=frozenset({"and", "but", "or", "also", "more"}),
    openers=frozenset({"what about", "how about", "ok and", "ok but", "so what", "what if", "why not"}),
    pronouns=frozenset(
        "he she they it him her them his hers its their theirs that this these those there then one ones same".split()
    ),
    period=PeriodWords(
        since="since|from",
        after="after",
        until="until|till|up to|through|to",
        before="before",
        within="in|of|during",
        between="between",
        conjunctions="and",
    ),
    metadata=_METADATA,
)
