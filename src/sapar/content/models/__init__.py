"""Everything the university tells its readers, one file a subject."""

from sapar.content.models.article import Article, Revision
from sapar.content.models.contact import Contact, FrequentQuestion, Question
from sapar.content.models.event import Attendance, Event
from sapar.content.models.picture import Attachment, Picture, PictureSize
from sapar.content.models.regulation import Regulation, RegulationVersion
from sapar.content.models.site import Announcement, LinkCheck, MenuEntry, Redirect

__all__ = [
    "Announcement",
    "Article",
    "Attachment",
    "Attendance",
    "Contact",
    "Event",
    "FrequentQuestion",
    "LinkCheck",
    "MenuEntry",
    "Picture",
    "PictureSize",
    "Question",
    "Redirect",
    "Regulation",
    "RegulationVersion",
    "Revision",
]
