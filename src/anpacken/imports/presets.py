"""What columns probably hold: by the headings of well-known programs' exports, else by their words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from anpacken.core.folding import fold
from anpacken.imports.targets import BY_CODE

# The column of our own file of rejected rows that says why; it is never read.
_REASONS = ("why this row was rejected", "warum diese zeile abgewiesen wurde")

# A program is recognised by headings that stand together in no other file.
_SIGNS: dict[str, tuple[frozenset[str], ...]] = {
    "listmonk": (
        frozenset({"uuid", "email", "name", "attributes", "status"}),
        frozenset({"email", "name", "attributes"}),
    ),
    "mailchimp": (frozenset({"memberrating", "optintime"}), frozenset({"leid", "euid"})),
    "civicrm": (
        frozenset({"contactid", "contacttype"}),
        frozenset({"contactid", "displayname"}),
        frozenset({"kontaktid", "kontakttyp"}),
        frozenset({"kontaktid", "kontaktart"}),
        frozenset({"internalcontactid", "contacttype"}),
        frozenset({"internekontaktid", "kontaktart"}),
    ),
}
NAMES = {"listmonk": "listmonk", "mailchimp": "Mailchimp", "civicrm": "CiviCRM"}
HINTS = {
    "listmonk": _(
        "listmonk's “status” says only whether an address is blocked: whoever never confirmed, or left a list, is "
        "“enabled”, too. To take consents over, export the subscribers of a list whose subscription is “confirmed”, "
        "and assign the columns “status” and “created_at” yourself."
    )
}
"""What an office must know about a program's export before it assigns the columns."""

# Only what a program calls differently from everybody, or means differently.
_OWN: dict[str, dict[str, str]] = {
    "listmonk": {
        "name": "full_name",
        "uuid": "",
        "attributes": "",
        # Says whether an address is blocked. Whoever never confirmed, or left a list, is "enabled", too.
        "status": "",
        "createdat": "",
        "updatedat": "",
    },
    "mailchimp": {
        "confirmtime": "newsletter_on",
        "optintime": "",
        "confirmip": "newsletter_evidence",
        "unsubtime": "newsletter_left_on",
        "unsubreason": "",
        "notes": "note",
        "status": "newsletter",
        "address": "",
        "region": "",
        "cc": "",
        "timezone": "",
    },
    "civicrm": {
        "contacttype": "record_kind",
        "kontakttyp": "record_kind",
        "kontaktart": "record_kind",
        # Empty for persons: their organisation stands in "Current Employer".
        "organizationname": "organisation",
        "namederorganisation": "organisation",
        "nobulkemailsuseroptout": "newsletter_refused",
        "keinemassenmailsabmeldungdurchbenutzer": "newsletter_refused",
        "isoptout": "newsletter_refused",
        "donotemail": "newsletter_refused",
        "nichtpermailkontaktieren": "newsletter_refused",
        "preferredlanguage": "language",
        "bevorzugtesprache": "language",
        "groups": "tags",
        "gruppen": "tags",
        "displayname": "",
        "anzeigename": "",
        "householdname": "",
        "state": "",
        "country": "",
    },
}

_WORDS: dict[str, str] = {
    "first_name": "firstname vorname givenname forename fname rufname",
    "last_name": "lastname nachname surname familyname lname familienname zuname",
    "full_name": "name fullname vollername vorundnachname namevorname contact kontakt person displayname",
    "organisation": "organisation organization company firma verein institution einrichtung organisationname "
    "organizationname organisationsname companyname firmenname kommune gemeinde unternehmen",
    "organisation_kind": "organisationkind kindoforganisation artderorganisation artdereinrichtung organisationsart "
    "organizationtype rechtsform institutionstyp",
    "short_name": "shortname kurzname abkurzung kurzel",
    "employer": "employer currentemployer arbeitgeber aktuellerarbeitgeber arbeitgeberin",
    "contact_name": "contactname contactperson ansprechperson ansprechpartner ansprechpartnerin",
    "function": "function funktion position jobtitle role rolleinderorganisation amt",
    "record_kind": "recordkind contacttype kontakttyp personoderorganisation personororganisation",
    "email": "email mail emailaddress mailaddress emailadresse mailadresse epost emailkontakt primaryemail emailprivat "
    "emailhome emailwork emaildienstlich",
    "phone": "phone telephone telefon tel telefonnummer phonenumber mobile mobil handy mobiltelefon mobilephone "
    "festnetz rufnummer telefonprivat telefondienstlich",
    "website": "website web url homepage webseite internet internetadresse internetseite",
    "language": "language sprache mailsprache languageofourmails spracheunserermails locale",
    "postcode": "postcode postalcode zip zipcode plz postleitzahl",
    "place": "place city town ort stadt wohnort",
    "speaks": "languagesspoken sprachen gesprochenesprachen spokenlanguages languages sprachkenntnisse",
    "themes": "theme themes thema themen topic topics interessen handlungsfelder handlungsfeld",
    "tags": "tag tags schlagwort schlagworte schlagworter label labels group groups gruppe gruppen stichworte",
    "roles": "roles rollen rolle rollenimbundnis",
    "supporter_since": "supportersince unterstutztseit unterstutzerseit membersince mitgliedseit dabeiseit beitritt "
    "beitrittsdatum beigetretenam unterstutzerinseit unterstutzungseit",
    "note": "note notes notiz notizen bemerkung bemerkungen anmerkung anmerkungen comment comments kommentar",
    "newsletter": "newsletter newsletterabo newslettereinwilligung einwilligungnewsletter agreedtothenewsletter "
    "newsletterjanein newsletterconsent subscribed abonniert",
    "newsletter_on": "newsletterseit newsletteram einwilligungam einwilligungvom consentdate consenttime "
    "newsletterconsentdate agreedtothenewsletteron eingewilligtam optindate anmeldedatumnewsletter",
    "newsletter_left_on": "abgemeldetam unsubscribedat unsubscribedon newsletterabgemeldetam widerrufenam",
    "newsletter_evidence": "nachweis beleg evidence whatshowstheconsent einwilligungsnachweis quelle source",
    "newsletter_refused": "keinnewsletter nonewsletter wantsnonewsletter optout unsubscribed donotcontact",
}
_BY_WORD = {word: code for code, words in _WORDS.items() for word in words.split()}


def plain(heading: str) -> str:
    """A heading reduced to its letters and digits, so that "E-Mail:" and "email" are the same."""
    return "".join(sign for sign in fold(heading) if sign.isalnum())


def headings_key(headings: Sequence[str]) -> str:
    """The same for files with the same headings, our own column of reasons left out."""
    names = [plain(heading) for heading in headings if not is_reason(heading)]
    return sha256("\n".join(names).encode()).hexdigest()


def is_reason(heading: str) -> bool:
    return fold(heading) in _REASONS


def recognised(headings: Sequence[str]) -> str:
    """The program that wrote the file, by its headings; "" when it is none that we know."""
    names = {plain(heading) for heading in headings}
    return next((preset for preset, signs in _SIGNS.items() if any(sign <= names for sign in signs)), "")


def guessed(headings: Sequence[str], preset: str) -> list[str]:
    """For each column the target that it probably holds, "" where nothing fits. No target comes twice that must not."""
    columns: list[str] = []
    for heading in headings:
        code = _guess(heading, preset)
        is_taken = code in columns and not (code in BY_CODE and BY_CODE[code].is_repeatable)
        columns.append("" if is_taken or is_reason(heading) else code)
    # Who has a column for the first name means the last name by "Name".
    if "first_name" in columns and "full_name" in columns and "last_name" not in columns:
        columns[columns.index("full_name")] = "last_name"
    # A whole name beside its parts says nothing more.
    if "last_name" in columns and "full_name" in columns:
        columns[columns.index("full_name")] = ""
    return columns


def _guess(heading: str, preset: str) -> str:
    word = plain(heading)
    own = _OWN.get(preset, {})
    if word in own:
        return own[word]
    return _BY_WORD.get(word) or _by_label().get(word, "")


@cache
def _by_label() -> dict[str, str]:
    """What our own pages and exports call things, in both languages of the office."""
    found: dict[str, str] = {}
    for language in ("de", "en"):
        with override(language):
            found |= {plain(str(target.label)): code for code, target in BY_CODE.items()}
    return found
