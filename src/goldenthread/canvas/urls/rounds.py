"""Addresses of rounds and of the links into them."""

from django.urls import path

from goldenthread.canvas.views import links, rounds

_ROUND = "s/<int:scope_id>/rounds/<int:round_id>"

urlpatterns = [
    path("s/<int:scope_id>/rounds/", rounds.rounds, name="rounds"),
    path("s/<int:scope_id>/rounds/new/", rounds.new_round, name="new_round"),
    path(f"{_ROUND}/", rounds.round_page, name="round"),
    path(f"{_ROUND}/edit/", rounds.edit_round, name="edit_round"),
    path(f"{_ROUND}/questions/", rounds.questions, name="round_questions"),
    path(f"{_ROUND}/open/", rounds.open_round, name="open_round"),
    path(f"{_ROUND}/extend/", rounds.extend_round, name="extend_round"),
    path(f"{_ROUND}/close/", rounds.close_round, name="close_round"),
    path(f"{_ROUND}/delete/", rounds.delete_round, name="delete_round"),
    path(f"{_ROUND}/posters/", links.posters, name="posters"),
    path(f"{_ROUND}/posters/<int:link_id>/", links.poster, name="poster"),
    path(f"{_ROUND}/links/<int:link_id>/stop/", links.stop_link, name="stop_link"),
    path(f"{_ROUND}/invitations/", links.invitations, name="invitations"),
    path(f"{_ROUND}/remind/", links.remind, name="remind"),
]
