"""Whether quoted words stand in the articles: found with small changes, compared word by word, judged.

`reading` finds what a text quotes, `titles` tells what is a title, `words` cuts it and the article into words,
`comparing` aligns them, `judging` and `leaps` say what the differences come to, `checking` does it all over an index.
Only what has every word of the article in its order is called a quotation, but for what it marks as left out by an
ellipsis.
"""

from glmbot.core.quotations.checking import Checked, all_true, check_text
from glmbot.core.quotations.comparing import Part
from glmbot.core.quotations.judging import Finding, Status

__all__ = ["Checked", "Finding", "Part", "Status", "all_true", "check_text"]
