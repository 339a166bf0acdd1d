"""From a question to a reply: synchronous, deterministic, without input or output, without a clock."""
