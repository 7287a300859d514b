"""Who gets which place: a fair allocation that can be explained, checked and not be gamed.

instance: what goes in. lottery: the draw behind the last tie. deferred_acceptance: the allocation.
cutoffs: a second way to the same result. certificate: what was checked. explanation: what each
applicant is told. reserve: who is next when a seat becomes free.
"""
