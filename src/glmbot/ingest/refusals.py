"""Why an input becomes no article."""


class RefusalError(Exception):
    """An input can't become an article; the message is the reason, in a few words."""
