"""The policy: which reply a question gets, and why.

`Answerer` asks each stage once and passes values on. A question about an article's record or its sources is answered
from them (`metadata_*`). Else the best evidence is assessed: `Features` go into two logistic scores (something here
is about the question; the passage answers it), and named doubts (a number, a name, an event that the passage lacks)
forbid to be sure. A question that asks several things gets `Several` replies. `explanation` says why, from what was
assessed.
"""
