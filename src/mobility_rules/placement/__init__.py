"""Who gets which place: a fair allocation that can be explained, checked and not be gamed.

instance, policy: what goes in, by name. market: the same in numbers. lottery: the draw behind the
last tie. engines, deferred_acceptance: the allocation. choice: what a place does, step by step as
it is published. checking, certificate: what was checked. explanation, thresholds: what each
applicant is told. fixing, withdrawals, appeals, comparison: what happens before and after a run.
reserve: who is next when a seat becomes free.
"""
