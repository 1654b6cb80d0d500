from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from anpacken.mail.transports import Keep, Smtp, from_url
from anpacken.mail.transports.urls import SmtpWay, read_mail_url


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("smtp://mail.example.org", SmtpWay("mail.example.org", 587, "starttls")),
        ("smtp://mail.example.org/?tls=starttls", SmtpWay("mail.example.org", 587, "starttls")),
        ("smtp://127.0.0.1:25/?tls=none", SmtpWay("127.0.0.1", 25, "none")),
        ("smtps://mail.example.org", SmtpWay("mail.example.org", 465, "implicit")),
        ("smtps://[::1]:1465?timeout=5", SmtpWay("::1", 1465, "implicit", timeout=5.0)),
        (
            "smtp://me%40example.org:p%2Fs%23@mail.example.org:2525",
            SmtpWay("mail.example.org", 2525, "starttls", "me@example.org", "p/s#"),
        ),
        ("keep", None),
    ],
)
def test_an_address_is_read(url, way):
    assert read_mail_url(url) == way


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "begins with neither"),
        ("mail.example.org", "begins with neither"),
        ("http://mail.example.org", "begins with neither"),
        ("smtp://", "names no server"),
        ("smtp://:587", "names no server"),
        ("smtp://mail.example.org:99999", "no usable port"),
        ("smtp://mail.example.org:0", "no usable port"),
        ("smtp://mail.example.org:port", "no usable port"),
        ("smtp://mail.example.org/path", "something behind the port"),
        ("smtp://mail.example.org/#x", "something behind the port"),
        ("smtp://user@mail.example.org", "a user or a password without the other"),
        ("smtp://user:geheim@mail.example.org/?tls=none", "unencrypted"),
        ("smtp://mail.example.org/?tls=yes", "has tls=yes"),
        ("smtps://mail.example.org/?tls=none", "beside smtps"),
        ("smtp://mail.example.org/?tls=none&tls=starttls", "twice"),
        ("smtp://mail.example.org/?ssl=1", "unknown option ssl"),
        ("smtp://mail.example.org/?timeout=0", "timeout=0"),
        ("smtp://mail.example.org/?timeout=61", "timeout=61"),
        ("smtp://mail.example.org/?timeout=nan", "timeout=nan"),
        ("smtp://mail.example.org/?ca=/no/such/file", "which is not there"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_with_advice(url, problem):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_mail_url(url)
    assert problem in str(refusal.value)
    assert "What to do: " in str(refusal.value)
    assert "geheim" not in str(refusal.value)


def test_the_address_chooses_the_transport():
    assert isinstance(from_url("keep"), Keep)
    assert isinstance(from_url("smtp://127.0.0.1/?tls=none"), Smtp)


def test_the_password_is_not_shown():
    assert "geheim" not in repr(read_mail_url("smtp://user:geheim@mail.example.org"))
