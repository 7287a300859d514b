"""Words for codes: each app registers what its findings and refusals mean in three languages."""

from collections.abc import Mapping

from django.utils.functional import Promise

_WORDS: dict[str, Promise | str] = {}


def register(words: Mapping[str, Promise | str]) -> None:
    """Called from ``AppConfig.ready``. A code may be claimed once."""
    doubled = _WORDS.keys() & words.keys()
    if doubled:
        raise ValueError(f"codes with two meanings: {sorted(doubled)}")
    _WORDS.update(words)


def words(code: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence for ``code`` in the active language. Raises KeyError for a code without words."""
    return str(_WORDS[code]) % (values or {})


def known_codes() -> frozenset[str]:
    return frozenset(_WORDS)
