"""Scores of the commission, placement runs with their outcomes, and offers."""

from sapar.selection.models.offer import Offer
from sapar.selection.models.run import Outcome, PlacementRun
from sapar.selection.models.score import Judgement, ScoreSheet

__all__ = ["Judgement", "Offer", "Outcome", "PlacementRun", "ScoreSheet"]
