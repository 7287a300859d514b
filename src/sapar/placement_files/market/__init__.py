"""From tables to seats: the market in numbers, without a Python object for each applicant."""
