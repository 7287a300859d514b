"""Who gets which place: a fair allocation that can be explained, checked and not be gamed.

What goes in, by name: instance, policy, lottery. In numbers: market, with numbering, tree and
hierarchy that lead there. choice: what a place does, step by step, as it is published.
The allocation: engines, deferred_acceptance; with lower quotas minimums, closing and exact.
What is true of a result, whoever made it: seats, bars; checking and certificate prove it,
overrides say what decisions of the commission break.
What people are told: thresholds, explanation, waiting, positions; reserve is who is next.
Before and after: fixing, keeping, withdrawals, appeals, conditional, comparison, improvement.
"""
