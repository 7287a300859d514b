"""Words of a question that no text has to contain: people ask in whole sentences."""

from sapar.core.folding import fold

_KAZAKH = """
    және мен бен пен немесе үшін туралы бойынша қалай қандай қашан қайда кім не неше ма ме ба бе па
    пе бар жоқ бұл осы сол ол маған менің біз сіз керек болады бола деген
"""
_RUSSIAN = """
    и в во на с со к ко у о об от до по за из для при не ли а но или как какой какая какое какие
    когда где куда кто что сколько можно нужно мне я меня мы вы это есть бывает если
"""
_ENGLISH = """
    a an the and or of to in on at for from with by about how what which when where who why is are
    am be do does can could should i me my we you your it this that if there
"""
FUNCTION_WORDS = frozenset(fold(f"{_KAZAKH} {_RUSSIAN} {_ENGLISH}").split())
