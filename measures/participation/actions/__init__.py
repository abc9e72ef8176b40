"""What is done in a consultation: contributions come in, are looked at and answered, and it is closed as done."""

from measures.participation.actions.closing import close_as_done
from measures.participation.actions.moderating import answer, hide, show
from measures.participation.actions.receiving import Receipt, followed, receive
from measures.participation.actions.retention import erase_names

__all__ = ["Receipt", "answer", "close_as_done", "erase_names", "followed", "hide", "receive", "show"]
