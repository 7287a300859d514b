"""The clauses: who may apply, one function a rule.

The first six are the university's own criteria for academic mobility (its public page "What is
academic mobility?" of 11 February 2022): no disciplinary penalties, an average score of 2.75, no
violation of the code of ethics, English as the programme requires, no academic debt, the ability to
work in a team. The others say whom a call is for.

Two decisions run through all of them:

* A fact the registrar has not recorded is *unmet and curable* under a code of its own: nobody
  passes on nothing, and nobody is turned away for a gap that a record would fill.
* *Curable* means that the clause can still become met up to the deadline. After the deadline
  nothing is. What the applicant cannot change in that time (a score, a violation, the kind of
  engagement) is not curable; what can be cleared, obtained or ends in time is.
"""

from mobility_rules.clauses import engagement, requirements
from mobility_rules.criteria import CLAUSES, clause_named

__all__ = ["CLAUSES", "clause_named", "engagement", "requirements"]
