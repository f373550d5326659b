"""Every address of the product."""

from django.urls import include, path

from goldenthread.site import views

handler400 = "goldenthread.site.views.errors.not_understood"
handler403 = "goldenthread.site.views.errors.not_allowed"
handler404 = "goldenthread.site.views.errors.not_found"
handler500 = "goldenthread.site.views.errors.went_wrong"

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("help/pictures/<str:name>", views.guide_picture, name="guide_picture"),
    path("help/<path:name>/", views.guide, name="guide"),
    path("accessibility-statement/", views.accessibility_statement, name="accessibility_statement"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("about/", views.about, name="about"),
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("", include("goldenthread.core.jobs.urls")),
    path("", include("goldenthread.systems.urls")),
    path("", include("goldenthread.canvas.urls")),
    path("account/", include("allauth.urls")),
]
