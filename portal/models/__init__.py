"""Everything the ground floor stores."""

from portal.models.audit import AuditEvent, AuditHead
from portal.models.bulk_entries import BulkEntry
from portal.models.feedback import Feedback
from portal.models.files import StoredFile
from portal.models.holidays import Holiday
from portal.models.home import Block, HomeBlock, HomeTask, Icon, PopularSearch
from portal.models.news import NewsDocument, NewsItem, NewsKind, NewsPicture
from portal.models.office import Office
from portal.models.pages import Page, PageEdition, PageKind
from portal.models.people import Role, User, WorkGroup
from portal.models.pictures import Consent, ConsentedPicture, Picture
from portal.models.search import SearchDocument, SearchEntry
from portal.models.surveys import EitSurvey, SurveyOwner

__all__ = [
    "AuditEvent",
    "AuditHead",
    "Block",
    "BulkEntry",
    "Consent",
    "ConsentedPicture",
    "EitSurvey",
    "Feedback",
    "Holiday",
    "HomeBlock",
    "HomeTask",
    "Icon",
    "NewsDocument",
    "NewsItem",
    "NewsKind",
    "NewsPicture",
    "Office",
    "Page",
    "PageEdition",
    "PageKind",
    "Picture",
    "PopularSearch",
    "Role",
    "SearchDocument",
    "SearchEntry",
    "StoredFile",
    "SurveyOwner",
    "User",
    "WorkGroup",
]
