"""Addresses of systems and people."""

from django.urls import path

from goldenthread.systems.views import account, scopes

urlpatterns = [
    path("your-account/", account.your_account, name="your_account"),
    path("s/<int:scope_id>/", scopes.scope, name="scope"),
]
