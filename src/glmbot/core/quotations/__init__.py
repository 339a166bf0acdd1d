"""Whether quoted words stand in the articles: found with small changes, compared word by word, judged.

`reading` finds what a text quotes, `titles` tells what is a title, `words` cuts it and the article into words, `texts`
holds both, `comparing` aligns them, `searching` does so over an index. `judging`, `leaps` and `harmless` say what the
differences come to, by the lists of `sense_words`; `checking` does it all, `surroundings` see what is named around.
Only what has every word of the article in its order is called a quotation, but for what it marks as left out by an
ellipsis, and that only where it is plainly harmless.
"""

from glmbot.core.quotations.checking import Checked, all_true, check_text
from glmbot.core.quotations.judging import Finding, Status
from glmbot.core.quotations.texts import Part

__all__ = ["Checked", "Finding", "Part", "Status", "all_true", "check_text"]
