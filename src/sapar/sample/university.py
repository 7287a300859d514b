"""The home university of the sample, founded from data/university.yaml like any other."""

from sapar.institutions.founding import found_university
from sapar.institutions.models import Institution
from sapar.sample.reading import read


def load_university() -> Institution:
    return found_university(read("university"), is_sample=True)
