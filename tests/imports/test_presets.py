"""What columns probably hold."""

from __future__ import annotations

import pytest

from anpacken.imports.presets import guessed, headings_key, recognised

LISTMONK = "uuid,email,name,attributes,status,created_at,updated_at"
MAILCHIMP = (
    "Email Address,First Name,Last Name,Address,Phone Number,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,"
    "LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS"
)
CIVICRM = (
    "Contact ID,Contact Type,Current Employer,First Name,Last Name,Organization Name,Street Address,City,Postal Code,"
    "Email,Phone,Preferred Language,No Bulk Emails (User Opt Out),Tag(s)"
)
CIVICRM_DE = "Kontakt-ID,Kontakttyp,Vorname,Nachname,Organisationsname,Straße,Stadt,Postleitzahl,E-Mail,Telefon"


@pytest.mark.parametrize(
    ("headings", "preset", "columns"),
    [
        (
            LISTMONK,
            "listmonk",
            {"email": "email", "name": "full_name", "status": "newsletter", "created_at": "newsletter_on"},
        ),
        (
            MAILCHIMP,
            "mailchimp",
            {
                "Email Address": "email",
                "First Name": "first_name",
                "Last Name": "last_name",
                "Phone Number": "phone",
                "CONFIRM_TIME": "newsletter_on",
                "CONFIRM_IP": "newsletter_evidence",
                "NOTES": "note",
                "TAGS": "tags",
            },
        ),
        (
            CIVICRM,
            "civicrm",
            {
                "Contact Type": "record_kind",
                "First Name": "first_name",
                "Last Name": "last_name",
                "Organization Name": "organisation",
                "City": "place",
                "Postal Code": "postcode",
                "Email": "email",
                "Phone": "phone",
                "Preferred Language": "language",
                "No Bulk Emails (User Opt Out)": "newsletter_refused",
                "Tag(s)": "tags",
            },
        ),
        (
            CIVICRM_DE,
            "civicrm",
            {
                "Kontakttyp": "record_kind",
                "Vorname": "first_name",
                "Nachname": "last_name",
                "Organisationsname": "organisation",
                "Stadt": "place",
                "Postleitzahl": "postcode",
                "E-Mail": "email",
                "Telefon": "phone",
            },
        ),
        (
            "Name,Vorname,E-Mail-Adresse,PLZ,Ort,Unterstützt seit,Schlagwörter",
            "",
            {
                "Name": "last_name",
                "Vorname": "first_name",
                "E-Mail-Adresse": "email",
                "PLZ": "postcode",
                "Ort": "place",
                "Unterstützt seit": "supporter_since",
                "Schlagwörter": "tags",
            },
        ),
        ("Name,E-Mail,E-Mail 2,Sonstiges", "", {"Name": "full_name", "E-Mail": "email"}),
        ("Vorname,Nachname,Warum diese Zeile abgewiesen wurde", "", {"Vorname": "first_name", "Nachname": "last_name"}),
    ],
    ids=["listmonk", "Mailchimp", "CiviCRM", "CiviCRM in German", "German list", "one name", "our own file"],
)
def test_columns_are_recognised(headings: str, preset: str, columns: dict[str, str]) -> None:
    names = headings.split(",")
    assert recognised(names) == preset
    assert {name: code for name, code in zip(names, guessed(names, preset), strict=True) if code} == columns


def test_our_own_column_of_reasons_makes_no_other_file_of_it() -> None:
    assert headings_key(["E-Mail", "Name"]) == headings_key(["e-mail", "NAME", "Why this row was rejected"])
    assert headings_key(["E-Mail", "Name"]) != headings_key(["Name", "E-Mail"])
