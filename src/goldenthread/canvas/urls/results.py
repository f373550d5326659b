"""Addresses of what rounds said."""

from django.urls import path

from goldenthread.canvas.views import results

_ROUND = "s/<int:scope_id>/results/<int:round_id>/"

urlpatterns = [
    path("s/<int:scope_id>/results/", results.latest_results, name="results"),
    path(_ROUND, results.round_results, name="round_results"),
    path(f"{_ROUND}factors/<int:factor>/", results.factor_results, name="factor_results"),
    path(f"{_ROUND}practices/<str:code>/", results.practice_results, name="practice_results"),
    path(
        f"{_ROUND}practices/<str:code>/statements/<int:judgement_id>/hide/",
        results.hide,
        name="hide_statement",
    ),
    path(f"{_ROUND}results.csv", results.results_file, {"form": "csv"}, name="results_csv"),
    path(f"{_ROUND}results.xlsx", results.results_file, {"form": "xlsx"}, name="results_xlsx"),
]
