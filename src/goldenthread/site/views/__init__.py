"""The front door's pages."""

from goldenthread.site.views.guides import guide, guide_picture, help_page
from goldenthread.site.views.health import live, ready
from goldenthread.site.views.home import home
from goldenthread.site.views.statements import about, accessibility_statement, cookies, privacy

__all__ = [
    "about",
    "accessibility_statement",
    "cookies",
    "guide",
    "guide_picture",
    "help_page",
    "home",
    "live",
    "privacy",
    "ready",
]
