"""Send invitations and reminders, away from the page that asked for them."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string

from goldenthread.canvas import models
from goldenthread.canvas.queries.links import token_of
from goldenthread.canvas.rules.links import address
from goldenthread.canvas.rules.rounds import MINUTES_AT_MOST
from goldenthread.canvas.terms import QuestionSet

INVITATION, REMINDER = "invitation", "reminder"
_log = logging.getLogger(__name__)


@task
def post(contact_ids: list[int], letter: str, site_address: str) -> int:
    """Write to each contact; one refused address does not stop the rest. Gives how many were sent.

    The queue holds ids only: addresses stay in their table and links are worked out here.
    """
    contacts = (
        models.Contact.objects.filter(pk__in=contact_ids, link__revoked_at__isnull=True)
        .select_related("link__canvas__scope", "link__canvas__round__scope")
        .order_by("pk")
    )
    sent = 0
    for contact in contacts:
        token = token_of(seed=contact.link.seed, kind=contact.link.kind, token_hash=contact.link.token_hash)
        if token is None:
            _log.warning("contact %s was not written to: the site's key has changed", contact.pk)
            continue
        try:
            _letter(contact, letter, address(site_address, token)).send()
        except SMTPException as refused:
            _log.warning("contact %s was not reached: %s", contact.pk, type(refused).__name__)
        else:
            sent += 1
    return sent


def _letter(contact: models.Contact, letter: str, link_address: str) -> EmailMessage:
    canvas = contact.link.canvas
    words = {
        "scope_name": canvas.scope.name,
        "owner_name": canvas.round.scope.name,
        "round_title": canvas.round.title,
        "closes_on": canvas.round.closes_on,
        "minutes": MINUTES_AT_MOST[QuestionSet(canvas.round.question_set)],
        "floor": canvas.round.floor,
        "voice": contact.link.voice,
        "is_reminder": letter == REMINDER,
        "address": link_address,
    }
    text = render_to_string("canvas/mail/invitation.jinja", words)
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", None, [contact.email])
