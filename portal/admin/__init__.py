"""The staff side of the ground floor."""

from portal.admin import audit, feedback, holidays, home, news, office, pages, people, surveys

__all__ = ["audit", "feedback", "holidays", "home", "news", "office", "pages", "people", "surveys"]
