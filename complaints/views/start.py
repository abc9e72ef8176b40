"""The first page of the complaint channel."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from complaints import obstacles, statistics
from complaints.evidence import LARGEST_FILE, MOST_FILES
from complaints.models import ChannelRules
from complaints.offers import GUIDE
from portal.access import public
from portal.models import Page


@public
def start(request: HttpRequest) -> HttpResponse:
    """What can be kept secret and what cannot, what happens next, every other way, and then the form."""
    found = obstacles.obstacle()
    return render(
        request,
        "complaints/start.html",
        {
            "rules": ChannelRules.load(),
            "obstacle": found.value if found else "",
            "guide": Page.objects.published().filter(slug=GUIDE).first(),
            "has_figures": bool(statistics.opening().years()),
            "most_files": MOST_FILES,
            "largest_file": LARGEST_FILE,
        },
    )
