"""How words are counted, the same for every form of a motion. `site/static/js/word-count.js` is its twin. Pure.

The rule: text is cut at spaces, and each piece that holds at least one letter or digit, of any script, is one word.
So "rank-and-file", "and/or", "Labour's" and "30,000" are one word each; a dash or an ampersand between spaces is none.
Title and text are counted apart. What the page adds counts nowhere: the numbers of the points, the notes in the
margin, and the line for the branch's name. A branch's name within a sentence counts, word by word.
"""

import re
import unicodedata

LIMIT = 250  # of the text; conferences count the title apart

# Every space of Unicode, spelt out: Python's own idea of a space and JavaScript's differ in a few.
_SPACES = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def count_words(text: str) -> int:
    return sum(_is_word(piece) for piece in _SPACES.split(text))


def _is_word(piece: str) -> bool:
    return any(unicodedata.category(character)[0] in "LN" for character in piece)
