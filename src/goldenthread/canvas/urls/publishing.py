"""Addresses of publishing, and of what is published."""

from django.urls import path

from goldenthread.canvas.views import published, publishing

urlpatterns = [
    path("s/<int:scope_id>/publish/", publishing.publish, name="publish"),
    path("s/<int:scope_id>/publish/<int:canvas_id>/", publishing.choose, name="publish_choose"),
    path("s/<int:scope_id>/publish/<int:canvas_id>/confirm/", publishing.confirm, name="publish_confirm"),
    path("s/<int:scope_id>/publish/<int:canvas_id>/withdraw/", publishing.withdraw, name="publish_withdraw"),
    path("p/", published.index, name="published_index"),
    path("p/<slug:slug>/", published.published, name="published"),
    path("p/<slug:slug>/data.json", published.published_json, name="published_json"),
    path("p/<slug:slug>/datapackage.json", published.published_package, name="published_package"),
    path("p/<slug:slug>/<slug:sheet>.csv", published.published_csv, name="published_csv"),
]
