"""The front door's pages."""

from goldenthread.site.views.health import live, ready
from goldenthread.site.views.home import home
from goldenthread.site.views.statements import about, accessibility_statement, cookies, help_page, privacy

__all__ = ["about", "accessibility_statement", "cookies", "help_page", "home", "live", "privacy", "ready"]
