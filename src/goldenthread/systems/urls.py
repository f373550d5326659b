"""Addresses of systems and people."""

from django.urls import path

from goldenthread.systems.views import account

urlpatterns = [
    path("your-account/", account.your_account, name="your_account"),
]
