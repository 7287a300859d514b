"""What people do in a selection: score and judge, give places, answer offers."""

from sapar.selection.actions.offers import (
    accept_offer,
    decline_offer,
    expire_offers,
    move_up,
    withdraw_offer,
)
from sapar.selection.actions.placement import preview_placement, publish_run
from sapar.selection.actions.scoring import hand_in_scores, record_judgement, save_scores

__all__ = [
    "accept_offer",
    "decline_offer",
    "expire_offers",
    "hand_in_scores",
    "move_up",
    "preview_placement",
    "publish_run",
    "record_judgement",
    "save_scores",
    "withdraw_offer",
]
