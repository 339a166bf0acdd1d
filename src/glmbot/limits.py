"""Discord's limits, in one table: the bot trims by it, the local Discord refuses by it.

Lengths are in characters as Discord counts them (Unicode code points). Source: Discord's developer documentation
(resources/message, interactions/receiving-and-responding, interactions/application-commands, components/reference).
"""

from typing import Final

CONTENT: Final = 2000
EMBEDS: Final = 10
EMBED_TITLE: Final = 256
EMBED_DESCRIPTION: Final = 4096
EMBED_FIELDS: Final = 25
EMBED_FIELD_NAME: Final = 256
EMBED_FIELD_VALUE: Final = 1024
EMBED_FOOTER: Final = 2048
EMBED_AUTHOR: Final = 256
FILE_DESCRIPTION: Final = 1024

EMBEDS_TOTAL: Final = 6000
"""Title, description, field names and values, footer and author, added up over all embeds of a message."""

ACTION_ROWS: Final = 5
BUTTONS_PER_ROW: Final = 5
BUTTON_LABEL: Final = 80
BUTTON_URL: Final = 512
CUSTOM_ID: Final = 100
SELECT_OPTIONS: Final = 25
SELECT_OPTION_LABEL: Final = 100
SELECT_OPTION_VALUE: Final = 100
SELECT_OPTION_DESCRIPTION: Final = 100
SELECT_PLACEHOLDER: Final = 150

COMPONENTS_V2: Final = 40
COMPONENTS_V2_TEXT: Final = 4000

MODAL_TITLE: Final = 45
MODAL_LABEL: Final = 45
MODAL_VALUE: Final = 4000

COMMANDS: Final = 100
CONTEXT_MENU_COMMANDS: Final = 15
COMMAND_NAME: Final = 32
COMMAND_NAME_PATTERN: Final = r"^[-_'\w]{1,32}$"
COMMAND_DESCRIPTION: Final = 100
COMMAND_OPTIONS: Final = 25
COMMAND_TOTAL: Final = 8000
"""Names, descriptions and values of a command with all its options and choices, added up."""

CHOICES: Final = 25
CHOICE_NAME: Final = 100
CHOICE_VALUE: Final = 100

ACKNOWLEDGE_SECONDS: Final = 3.0
"""An interaction that is not acknowledged by then is lost (error 10062)."""

INTERACTION_TOKEN_SECONDS: Final = 15 * 60.0

FILES: Final = 10
ATTACHMENT_BYTES: Final = 10 * 1024 * 1024

QUESTION_OPTION: Final = 6000
"""The longest string option that a slash command can carry."""
