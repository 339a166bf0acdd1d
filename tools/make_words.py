"""Writes src/glmbot/resources/words.bin: the lexicon and the frequencies as arrays, mapped at each start.

    make words

Run it after a change to resources/lexicon, resources/*.txt or the code that reads them; until then glmbot builds the
words from those files at each start, which takes a third of a second.
"""

from glmbot.core.text.lexicon_arrays import pack
from glmbot.storage.index_file import save_arrays
from glmbot.storage.resources import PACKED, packed_label, read_words

if __name__ == "__main__":
    save_arrays(PACKED, pack(read_words()), packed_label())
    print(f"{PACKED}: {PACKED.stat().st_size:,} bytes")
