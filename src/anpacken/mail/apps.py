from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "anpacken.mail"
    label = "mail"

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.mail import keeping
        from anpacken.mail.transports.urls import read_mail_url

        # A broken address stops the start, instead of every mail later.
        read_mail_url(settings.MAIL_URL)
        keeping.register()
        wording.register({"mail.queued_again": _("Mail put into the queue again")})
