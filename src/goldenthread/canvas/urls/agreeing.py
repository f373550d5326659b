"""Addresses of the meeting that settles levels."""

from django.urls import path

from goldenthread.canvas.views import agreeing

_AGREE = "s/<int:scope_id>/results/<int:round_id>/agree/"

urlpatterns = [
    path(_AGREE, agreeing.agree, name="agree"),
    path(f"{_AGREE}sheet/", agreeing.agree_sheet, name="agree_sheet"),
    path(f"{_AGREE}sign-off/", agreeing.sign_off_all, name="sign_off_all"),
    path(f"{_AGREE}practices/<str:code>/", agreeing.agree_practice, name="agree_practice"),
    path(f"{_AGREE}practices/<str:code>/sign-off/", agreeing.sign_off, name="sign_off"),
]
