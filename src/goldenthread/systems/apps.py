from django.apps import AppConfig

from goldenthread.core.components.navigation import ScopePage, offer
from goldenthread.core.permissions.terms import Permission


class SystemsConfig(AppConfig):
    name = "goldenthread.systems"
    label = "systems"
    verbose_name = "Systems and people"

    def ready(self) -> None:
        """Offer the pages that every scope has."""
        offer(
            ScopePage(0, "Overview", "scope", Permission.SEE_SCOPE),
            ScopePage(80, "People", "people", Permission.MANAGE_PEOPLE),
            ScopePage(90, "Audit trail", "audit_trail", Permission.READ_AUDIT),
        )
