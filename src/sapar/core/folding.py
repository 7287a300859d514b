"""Search and order for Kazakh, Russian and English that are the same on every database.

SQLite knows no case for Cyrillic and neither database at hand sorts Kazakh letters where they
belong, so a searchable record stores a folded text and an ordered one stores a sort key.
"""

import unicodedata

_PLAIN = str.maketrans("әғқңөұүһіё", "агкноуухие")
# The Kazakh alphabet of 42 letters (it contains the Russian one), then Latin.
_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RANK = {letter: f"{10 + rank:02d}" for rank, letter in enumerate(_LATIN + _KAZAKH)}


def fold(text: str) -> str:
    """`text` without case and without the marks a hurried typist leaves out (Қ/К, Ұ/Ү/У, Ё/Е)."""
    return unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)


def sort_key(text: str, length: int = 40) -> str:
    """A string of digits that sorts, in any collation, as `text` does in the Kazakh alphabet."""
    letters = unicodedata.normalize("NFC", text).casefold()[:length]
    return "".join(_RANK.get(letter, "00") for letter in letters)
