"""One invented person as the registrar would know them, and the register that numbers them."""

import datetime as dt
from dataclasses import dataclass, field

from sapar.sample.names import Name, Sex, passport_spelling
from sapar.sample.study_records import StudyRecord, sample_iin
from sapar.sample.tracks import Track


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, before the university gives a number and a place."""

    name: Name
    born_on: dt.date
    email: str
    phone: str = ""
    citizenship: str = "KZ"
    gives_iin: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """One engagement. Texts that do not apply, or are not known, are empty.

    ``email`` is the address the registrar holds; ``position`` is a key, and of staff only.
    """

    registrar_number: str
    kind: str
    family_name: str
    given_name: str
    patronymic: str
    passport_family_name: str
    passport_given_name: str
    sex: Sex
    born_on: dt.date
    citizenship: str
    language: str
    email: str
    phone: str
    iin: str
    unit: str
    programme: str
    level: str
    year: int | None
    position: str
    starts_on: dt.date
    record: StudyRecord


@dataclass(slots=True)
class Register:
    """What has been given out already, so that no number and no address is given twice."""

    counts: dict[str, int] = field(default_factory=dict)
    emails: set[str] = field(default_factory=set)
    iins: set[str] = field(default_factory=set)

    def number(self, letter: str, year: int) -> str:
        """S-2022-0417: learner, year of entry, and a count that runs on over all years."""
        self.counts[letter] = self.counts.get(letter, 0) + 1
        return f"{letter}-{year}-{self.counts[letter]:04d}"

    def email(self, name: Name, domain: str) -> str:
        plain = f"{passport_spelling(name.given)}.{passport_spelling(name.family)}".lower()
        address, count = f"{plain}@{domain}", 1
        while address in self.emails:
            count += 1
            address = f"{plain}{count}@{domain}"
        self.emails.add(address)
        return address

    def iin(self, identity: Identity) -> str:
        if not identity.gives_iin:
            return ""
        number = sample_iin(identity.born_on, identity.name.sex, self.iins)
        self.iins.add(number)
        return number

    def enrol(self, who: Identity, track: Track, year: int, record: StudyRecord) -> Person:
        entered = track.entry_year(year)
        return self.enter(
            who,
            record,
            registrar_number=self.number("S", entered),
            kind=track.kind,
            unit=track.unit,
            programme=track.programme,
            level=track.level,
            year=year,
            starts_on=dt.date(entered + track.earlier, 9, 1),
        )

    def employ(
        self, who: Identity, kind: str, unit: str, position: str, since: int, record: StudyRecord
    ) -> Person:
        return self.enter(
            who,
            record,
            registrar_number=self.number("E", since),
            kind=kind,
            unit=unit,
            position=position,
            starts_on=dt.date(since, 9, 1),
        )

    def enter(
        self,
        who: Identity,
        record: StudyRecord,
        *,
        registrar_number: str,
        kind: str,
        unit: str,
        starts_on: dt.date,
        programme: str = "",
        level: str = "",
        year: int | None = None,
        position: str = "",
    ) -> Person:
        return Person(
            registrar_number=registrar_number,
            kind=kind,
            family_name=who.name.family,
            given_name=who.name.given,
            patronymic=who.name.patronymic,
            passport_family_name=passport_spelling(who.name.family),
            passport_given_name=passport_spelling(who.name.given),
            sex=who.name.sex,
            born_on=who.born_on,
            citizenship=who.citizenship,
            language=who.name.language,
            email=who.email,
            phone=who.phone,
            iin=self.iin(who),
            unit=unit,
            programme=programme,
            level=level,
            year=year,
            position=position,
            starts_on=starts_on,
            record=record,
        )
