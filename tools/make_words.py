"""Writes words.bin (lexicon and frequencies as arrays) and intents.bin in src/glmbot/resources, read at each start.

    make words

Run it after a change to resources/lexicon, resources/*.txt, resources/intents.yaml or the code that reads them; until
then glmbot builds the words from those files at each start, which takes a third of a second.
"""

from glmbot.core.text.lexicon_arrays import pack
from glmbot.storage.index_file import save_arrays
from glmbot.storage.resources import (
    PACKED,
    PACKED_INTENTS,
    intents_label,
    pack_intents,
    packed_label,
    read_words,
)

if __name__ == "__main__":
    save_arrays(PACKED, pack(read_words()), packed_label())
    save_arrays(PACKED_INTENTS, pack_intents(), intents_label())
    print(f"{PACKED}: {PACKED.stat().st_size:,} bytes")
