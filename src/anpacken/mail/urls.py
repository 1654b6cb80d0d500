"""Only mounted where mails are kept (`ANPACKEN_MAIL_URL=keep`)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from anpacken.mail.views import demo

app_name = "mail"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", demo.mailbox, name="mailbox"),
    path("<public_id:public_id>/", demo.mail, name="mailbox_mail"),
    path("<public_id:public_id>/html/", demo.html, name="mailbox_html"),
    path("<public_id:public_id>/attachments/<int:number>/", demo.attachment, name="mailbox_attachment"),
]
