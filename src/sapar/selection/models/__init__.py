"""Scores of the commission, placement runs with their outcomes and orders, offers, overrides and
appeals."""

from sapar.selection.models.appeal import Appeal
from sapar.selection.models.offer import Offer
from sapar.selection.models.order import PlacementOrder
from sapar.selection.models.override import Override
from sapar.selection.models.run import Outcome, PlacementRun
from sapar.selection.models.score import Judgement, ScoreSheet

__all__ = [
    "Appeal",
    "Judgement",
    "Offer",
    "Outcome",
    "Override",
    "PlacementOrder",
    "PlacementRun",
    "ScoreSheet",
]
