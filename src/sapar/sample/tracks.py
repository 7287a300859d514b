"""Where the invented learners study and the invented teachers teach, and in what proportion."""

from dataclasses import dataclass

ACADEMIC_YEAR = 2026
CREDITS_PER_YEAR = 60


@dataclass(frozen=True, slots=True)
class Track:
    """A programme of data/university.yaml: its share of the learners, and when they come to it.

    ``earlier`` counts the years of study before it whose credits are part of the same GPA.
    """

    programme: str
    unit: str
    level: str
    last_year: int
    share: int
    first_year: int = 1
    entry_age: tuple[int, int] = (17, 19)
    earlier: int = 0

    @property
    def kind(self) -> str:
        return {"internship": "intern", "residency": "resident"}.get(self.level, "student")

    def entry_year(self, year: int) -> int:
        """The calendar year in which a learner who is now in ``year`` entered the university."""
        return ACADEMIC_YEAR - (year - 1) - self.earlier

    def credits_before(self, year: int) -> int:
        return (self.earlier + year - 1) * CREDITS_PER_YEAR


MEDICINE, DENTISTRY, PHARMACY = "school-medicine", "school-dentistry", "school-pharmacy"
PUBLIC_HEALTH, NURSING = "school-public-health", "school-nursing"
LIFE_SCIENCES, RESIDENCY = "institute-life-sciences", "school-residency"
GRADUATE, RESIDENT = (21, 27), (23, 28)

TRACKS = (
    Track("medicine", MEDICINE, "integrated", 6, 110),
    Track("general-medicine", MEDICINE, "bachelor", 5, 30, first_year=3),
    Track("pediatrics", MEDICINE, "integrated", 6, 35),
    Track("internship-general-medicine", MEDICINE, "internship", 2, 28, earlier=5),
    Track("dentistry", DENTISTRY, "bachelor", 5, 40),
    Track("pharmacy", PHARMACY, "bachelor", 5, 22),
    Track("pharmaceutical-production", PHARMACY, "bachelor", 4, 10),
    Track("public-health", PUBLIC_HEALTH, "bachelor", 4, 18),
    Track("preventive-medicine", PUBLIC_HEALTH, "bachelor", 5, 14),
    Track("it-medicine", PUBLIC_HEALTH, "bachelor", 4, 12),
    Track("nursing", NURSING, "bachelor", 4, 25),
    Track("biomedicine", LIFE_SCIENCES, "bachelor", 4, 16),
    Track("public-health-master", PUBLIC_HEALTH, "master", 2, 8, entry_age=GRADUATE),
    Track("biomedicine-master", LIFE_SCIENCES, "master", 2, 6, entry_age=GRADUATE),
    Track("medicine-doctoral", LIFE_SCIENCES, "doctoral", 3, 8, entry_age=(24, 34)),
    Track("residency-therapy", RESIDENCY, "residency", 2, 8, entry_age=RESIDENT),
    Track("residency-pediatrics", RESIDENCY, "residency", 2, 5, entry_age=RESIDENT),
    Track("residency-cardiology", RESIDENCY, "residency", 3, 5, entry_age=RESIDENT),
)
BY_PROGRAMME = {track.programme: track for track in TRACKS}

# Of a hundred teachers, so many work in each unit.
TEACHING = {
    MEDICINE: 40,
    DENTISTRY: 12,
    PHARMACY: 10,
    PUBLIC_HEALTH: 12,
    NURSING: 8,
    LIFE_SCIENCES: 12,
    RESIDENCY: 6,
}
# A teacher's position and the least age at which it is plausible.
POSITIONS = {"assistant": 26, "senior-lecturer": 31, "associate-professor": 36, "professor": 45}
