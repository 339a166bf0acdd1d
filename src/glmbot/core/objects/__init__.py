"""What programs read of a reply, a source, a quotation and a citation: JSON objects, every field always there.

The command line prints them (`--json`) and an MCP client is sent them. Fields may be added, never renamed.
"""

from glmbot.core.objects.citations import citation_object
from glmbot.core.objects.quotations import quotation_object
from glmbot.core.objects.replies import explanation_object, reply_object
from glmbot.core.objects.sources import source_object

__all__ = ["citation_object", "explanation_object", "quotation_object", "reply_object", "source_object"]
