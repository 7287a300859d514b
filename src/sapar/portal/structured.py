"""What pages tell search engines (schema.org): the university, an article, an event, a course.

A call is none of the kinds that schema.org knows for something to apply to and to study: it is told
as what one can go to, an educational event of the period of the stay, offered by the university.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.calls.reading import ReadableTerms
from sapar.content.enums import EventState
from sapar.content.models import Event
from sapar.content.reading import Reading
from sapar.institutions.models import Course, Institution, Unit
from sapar.portal.calendars import address
from sapar.ui.structured_data import Data
from sapar.ui.templatetags.pictures import address_of_size, usual_size

SCHEDULED = "https://schema.org/EventScheduled"
CANCELLED = "https://schema.org/EventCancelled"
ONLINE = "https://schema.org/OnlineEventAttendanceMode"
ON_SITE = "https://schema.org/OfflineEventAttendanceMode"
BOTH = "https://schema.org/MixedEventAttendanceMode"


def university(department: Unit | None) -> Data | None:
    """The university and the office that one writes to."""
    if department is None:
        return None
    home = department.institution
    return {
        **_organization(home),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": str(home.address),
            "addressLocality": str(home.city),
            "addressCountry": home.country,
        },
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": str(department.name),
            "email": department.email,
            "telephone": department.phone,
            "availableLanguage": [code for code, _name in settings.LANGUAGES],
        },
    }


def article(reading: Reading) -> Data:
    record = reading.article
    revision = record.published
    instants = (record.published_at, revision.made_at if revision else None)
    changed = [at for at in instants if at is not None]
    return {
        "@type": "Article",
        "headline": str(reading.title),
        "description": str(reading.lead),
        "inLanguage": reading.shown_in,
        "datePublished": record.published_at.isoformat() if record.published_at else "",
        "dateModified": max(changed).isoformat() if changed else "",
        "author": _author(str(reading.byline)),
        "image": _cover(reading),
        "mainEntityOfPage": address(_page_of_article(reading)),
    }


def _author(byline: str) -> Data | None:
    """A byline names somebody, or one of the university's offices."""
    if not byline:
        return None
    offices = {str(unit.name) for unit in Unit.objects.filter(institution__is_home=True)}
    return {"@type": "Organization" if byline in offices else "Person", "name": byline}


def event(shown: Event) -> Data:
    is_cancelled = shown.state == EventState.CANCELLED
    return {
        "@type": "EducationEvent",
        "name": str(shown.title),
        "description": str(shown.summary),
        "startDate": shown.starts_at.isoformat(),
        "endDate": shown.ends_at.isoformat(),
        "eventStatus": CANCELLED if is_cancelled else SCHEDULED,
        "eventAttendanceMode": _attendance(shown),
        "inLanguage": shown.language,
        "maximumAttendeeCapacity": shown.seats,
        "isAccessibleForFree": True,
        "location": _place(shown),
        "organizer": {"@type": "Organization", "name": str(shown.owner.name)},
        "url": address(reverse("event", args=[shown.public_id])),
    }


def courses(offered: Iterable[Course]) -> Data:
    """The courses of one page of the list, in their order."""
    listed = list(offered)
    return {
        "@type": "ItemList",
        "numberOfItems": len(listed),
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": _course(course)}
            for number, course in enumerate(listed, 1)
        ],
    }


def call(shown: Call, terms: ReadableTerms) -> Data:
    hosts = [
        {"@type": "CollegeOrUniversity", "name": str(place.host), "address": str(place.city)}
        for place in terms.places
    ]
    return {
        "@type": "EducationEvent",
        "name": str(terms.title),
        "description": str(terms.summary),
        "startDate": terms.stay_from.isoformat(),
        "endDate": terms.stay_until.isoformat(),
        "eventStatus": CANCELLED if shown.state == CallState.CANCELLED else SCHEDULED,
        "eventAttendanceMode": ON_SITE,
        "location": hosts,
        "maximumAttendeeCapacity": terms.seats,
        "organizer": {"@type": "Organization", "name": str(shown.owner.name)},
        "offers": {
            "@type": "Offer",
            "url": address(reverse("call", args=[shown.public_id])),
            "validFrom": terms.opens_at.isoformat(),
            "availabilityEnds": terms.closes_at.isoformat(),
        },
        "url": address(reverse("call", args=[shown.public_id])),
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "@type": "Course",
        "name": str(course.title),
        "description": str(course.about) or str(course.title),
        "courseCode": course.code,
        "numberOfCredits": float(course.credits),
        "educationalLevel": str(course.get_level_display()),
        "inLanguage": course.languages,
        "provider": _organization(course.unit.institution),
    }


def _organization(home: Institution) -> dict[str, Any]:
    return {
        "@type": ["EducationalOrganization", "CollegeOrUniversity"],
        "name": str(home.name),
        "url": home.website or settings.PUBLIC_ADDRESS,
    }


def _attendance(shown: Event) -> str:
    if shown.online_url:
        return BOTH if shown.where else ONLINE
    return ON_SITE


def _place(shown: Event) -> list[dict[str, str]]:
    """The address of an online event is for those who registered: search engines get the page."""
    places = []
    if shown.where:
        places.append({"@type": "Place", "name": str(shown.where), "address": str(shown.where)})
    if shown.online_url or not shown.where:
        page = address(reverse("event", args=[shown.public_id]))
        places.append({"@type": "VirtualLocation", "url": page})
    return places


def _cover(reading: Reading) -> str:
    cover = reading.cover
    return address(address_of_size(cover, usual_size(cover, "wide"))) if cover else ""


def _page_of_article(reading: Reading) -> str:
    name = "page" if reading.article.rubric == "page" else "article"
    return reverse(name, args=[reading.article.slug])
