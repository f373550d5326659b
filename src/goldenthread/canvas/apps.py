from django.apps import AppConfig

from goldenthread.canvas import signals
from goldenthread.core.components.navigation import ScopePage, offer
from goldenthread.core.permissions.terms import Permission


class CanvasConfig(AppConfig):
    name = "goldenthread.canvas"
    label = "canvas"
    verbose_name = "The canvas"

    def ready(self) -> None:
        """Offer the canvas's pages to every scope, and the signals of its own registers."""
        from goldenthread.canvas.canvas_signals import canvas_signals

        signals.offer(canvas_signals)
        offer(
            ScopePage(10, "Rounds", "rounds", Permission.SEE_SCOPE),
            ScopePage(20, "Results", "results", Permission.READ_RESULTS),
            ScopePage(25, "Evidence", "evidence", Permission.READ_RESULTS),
            ScopePage(40, "Plan", "plan", Permission.READ_RESULTS),
            ScopePage(60, "Other frameworks", "crosswalks", Permission.READ_RESULTS),
            ScopePage(50, "Over time", "over_time", Permission.READ_RESULTS),
            ScopePage(52, "Across", "across", Permission.READ_RESULTS),
            ScopePage(53, "Report", "board_report", Permission.EXPORT_RESULTS),
            ScopePage(55, "Publish", "publish", Permission.PUBLISH),
            ScopePage(64, "Help someone answer", "helper_entry", Permission.ENTER_ANSWERS),
            ScopePage(66, "Wording", "wording", Permission.ADAPT_CANVAS),
        )
