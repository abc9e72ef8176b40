"""What the rooms count for a measure: figures that nobody types, told with their source and their day."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from measures.figures import of_rooms, of_the_site
from measures.figures.kinds import Figures, Line
from measures.models import Slug
from portal.fiscal import FiscalYear

__all__ = ["FROM_ROOMS", "Figures", "Line", "figures_of"]

FROM_ROOMS: Mapping[str, Callable[[FiscalYear], Figures | None]] = {
    Slug.MANUALS: of_rooms.of_manuals,
    Slug.PARTICIPATION: of_rooms.of_participation,
    Slug.SERVICES: of_rooms.of_services,
    Slug.AUTHORITY: of_the_site.of_authority,
    Slug.NEWS: of_the_site.of_news,
    Slug.RISK: of_rooms.of_risks,
    Slug.PROCUREMENT: of_rooms.of_procurement,
    Slug.HR: of_rooms.of_hr,
    Slug.ETHICS: of_rooms.of_ethics,
    Slug.COMPLAINTS: of_rooms.of_complaints,
    Slug.IMPROVEMENT: of_the_site.of_improvement,
}
"""The measures whose figures a room counts; another room adds its function here."""


def figures_of(slug: str, year: FiscalYear) -> Figures | None:
    """The figures of a measure in a year, from what the public sees now; None where there is nothing."""
    count = FROM_ROOMS.get(slug)
    return count(year) if count else None
