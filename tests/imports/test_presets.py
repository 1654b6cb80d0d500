"""What columns probably hold."""

from __future__ import annotations

import pytest

from anpacken.imports.presets import guessed, headings_key, recognised

LISTMONK = "uuid,email,name,attributes,status,created_at,updated_at"
MAILCHIMP = (
    "Email Address,First Name,Last Name,Address,Phone Number,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,"
    "LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS"
)
MAILCHIMP_LEFT = (
    "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,GMTOFF,DSTOFF,"
    "TIMEZONE,CC,REGION,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,"
    "TAGS"
)
# "Export primary fields", as CiviCRM's own tests of its exports have them.
CIVICRM = (
    "Contact ID,Contact Type,Contact Subtype,Do Not Email,Do Not Phone,Do Not Mail,Do Not Sms,Do Not Trade,"
    "No Bulk Emails (User Opt Out),Legal Identifier,External Identifier,Sort Name,Display Name,Nickname,Legal Name,"
    "Image Url,Preferred Communication Method,Preferred Language,Preferred Mail Format,Contact Hash,Contact Source,"
    "First Name,Middle Name,Last Name,Individual Prefix,Individual Suffix,Formal Title,Communication Style,"
    "Email Greeting ID,Postal Greeting ID,Addressee ID,Job Title,Gender,Birth Date,Deceased,Deceased Date,"
    "Household Name,Organization Name,Sic Code,Unique ID (OpenID),Current Employer ID,Contact is in Trash,Created Date,"
    "Modified Date,Addressee,Email Greeting,Postal Greeting,Current Employer,Location Type,Street Address,"
    "Street Number,Street Number Suffix,Street Name,Street Unit,Supplemental Address 1,Supplemental Address 2,"
    "Supplemental Address 3,City,Postal Code Suffix,Postal Code,Latitude,Longitude,Address Name,"
    "Master Address Belongs To,County,State,Country,Phone,Phone Extension,Phone Type,Email,On Hold,"
    "Use for Bulk Mail,Signature Text,Signature Html,IM Provider,IM Screen Name,OpenID,World Region,"
    "Website,Group(s),Tag(s),Note(s)"
)
CIVICRM_DE = "Kontakt-ID,Kontakttyp,Vorname,Nachname,Organisationsname,Straße,Stadt,Postleitzahl,E-Mail,Telefon"


@pytest.mark.parametrize(
    ("headings", "preset", "columns"),
    [
        (
            LISTMONK,
            "listmonk",
            {"email": "email", "name": "full_name"},
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
            MAILCHIMP_LEFT,
            "mailchimp",
            {
                "Email Address": "email",
                "First Name": "first_name",
                "Last Name": "last_name",
                "CONFIRM_TIME": "newsletter_on",
                "CONFIRM_IP": "newsletter_evidence",
                "UNSUB_TIME": "newsletter_left_on",
                "NOTES": "note",
                "TAGS": "tags",
            },
        ),
        (
            CIVICRM,
            "civicrm",
            {
                "Contact Type": "record_kind",
                "Do Not Email": "newsletter_refused",
                "First Name": "first_name",
                "Last Name": "last_name",
                "Job Title": "function",
                "Organization Name": "organisation",
                "Current Employer": "employer",
                "City": "place",
                "Postal Code": "postcode",
                "Email": "email",
                "Phone": "phone",
                "Preferred Language": "language",
                "No Bulk Emails (User Opt Out)": "newsletter_refused",
                "Website": "website",
                "Group(s)": "tags",
                "Tag(s)": "tags",
                "Note(s)": "note",
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
    ids=[
        "listmonk",
        "Mailchimp",
        "Mailchimp, those who left",
        "CiviCRM",
        "CiviCRM in German",
        "German list",
        "one name",
        "our own file",
    ],
)
def test_columns_are_recognised(headings: str, preset: str, columns: dict[str, str]) -> None:
    names = headings.split(",")
    assert recognised(names) == preset
    assert {name: code for name, code in zip(names, guessed(names, preset), strict=True) if code} == columns


def test_our_own_column_of_reasons_makes_no_other_file_of_it() -> None:
    assert headings_key(["E-Mail", "Name"]) == headings_key(["e-mail", "NAME", "Why this row was rejected"])
    assert headings_key(["E-Mail", "Name"]) != headings_key(["Name", "E-Mail"])
