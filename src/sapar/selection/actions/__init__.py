"""What people do in a selection: score and judge, give places, answer offers."""

from sapar.selection.actions.appeals import dismiss_appeal, file_appeal, uphold_appeal
from sapar.selection.actions.offers import (
    accept_offer,
    decline_offer,
    expire_offers,
    move_up,
    withdraw_offer,
)
from sapar.selection.actions.orders import (
    carry_out,
    carry_out_orders,
    order_preview,
    order_publication,
)
from sapar.selection.actions.overrides import lift_override, set_override
from sapar.selection.actions.placement import (
    download_run_folder,
    preview_placement,
    publish_run,
)
from sapar.selection.actions.scoring import hand_in_scores, record_judgement, save_scores
from sapar.selection.actions.withdrawals import fill_seats

__all__ = [
    "accept_offer",
    "carry_out",
    "carry_out_orders",
    "decline_offer",
    "dismiss_appeal",
    "download_run_folder",
    "expire_offers",
    "file_appeal",
    "fill_seats",
    "hand_in_scores",
    "lift_override",
    "move_up",
    "order_preview",
    "order_publication",
    "preview_placement",
    "publish_run",
    "record_judgement",
    "save_scores",
    "set_override",
    "uphold_appeal",
    "withdraw_offer",
]
