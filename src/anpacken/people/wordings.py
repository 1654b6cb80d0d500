"""The words that people agree to. A version that was ever shown is never changed: add a new one and make it current."""

from __future__ import annotations

from dataclasses import dataclass

from anpacken.core import languages
from anpacken.people.choices import ConsentPurpose

CURRENT = "2027-01"

NAMING_THEMES = ("2026-12", "2027-01")
"""The versions whose words say that the list can be searched by theme; older consents do not cover that."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text as it stood beside one box: `text` is what the ledger keeps."""

    purpose: ConsentPurpose
    version: str
    language: str
    text: str


_Texts = dict[ConsentPurpose, dict[str, str]]

_PERSON: dict[str, _Texts] = {
    "2026-11": {
        ConsentPurpose.REGISTER: {
            "de": (
                "Ich unterstütze das Bündnis „{alliance}“. Dafür führt die Geschäftsstelle meinen Namen, meine "
                "E-Mail-Adresse und, wenn ich sie angebe, meine Postleitzahl im Verzeichnis der Unterstützenden, "
                "bis ich austrete. Austreten kann ich jederzeit über den Link in der Willkommensmail oder mit "
                "einer Nachricht an die Geschäftsstelle."
            ),
            "en": (
                "I support the alliance “{alliance}”. For this its office keeps my name, my mail address and, if "
                "I give it, my postcode in the register of supporters until I leave. I can leave at any time "
                "through the link in the welcome mail or by a message to the office."
            ),
        },
        ConsentPurpose.NEWSLETTER: {
            "de": (
                "Ich möchte den Newsletter des Bündnisses „{alliance}“ per E-Mail bekommen. Das kann ich "
                "jederzeit für die Zukunft widerrufen, zum Beispiel über den Link in der Willkommensmail."
            ),
            "en": (
                "I want to get the newsletter of the alliance “{alliance}” by mail. I can withdraw this at any "
                "time for the future, for instance through the link in the welcome mail."
            ),
        },
        ConsentPurpose.LISTING: {
            "de": (
                "Mein Name und mein Landkreis oder meine kreisfreie Stadt dürfen auf der Website des Bündnisses "
                "„{alliance}“ in der öffentlichen Liste der Unterstützenden stehen. Das kann ich jederzeit "
                "widerrufen; dann verschwindet der Eintrag."
            ),
            "en": (
                "My name and my district or city may be shown on the website of the alliance “{alliance}” in the "
                "public list of supporters. I can withdraw this at any time; then the entry disappears."
            ),
        },
        ConsentPurpose.STATEMENT: {
            "de": (
                "Mein Statement darf mit meinem Namen auf der Website und in Veröffentlichungen des Bündnisses "
                "„{alliance}“ stehen. Das kann ich jederzeit für die Zukunft widerrufen; dann nimmt die "
                "Geschäftsstelle es von der Website."
            ),
            "en": (
                "My statement may be shown with my name on the website and in publications of the alliance "
                "“{alliance}”. I can withdraw this at any time for the future; then the office takes it off the "
                "website."
            ),
        },
        ConsentPurpose.PHOTO: {
            "de": (
                "Das Foto von mir, das ich dem Bündnis „{alliance}“ gebe, darf mit meinem Namen auf dessen Website "
                "und in dessen Veröffentlichungen stehen. Das kann ich jederzeit für die Zukunft widerrufen; dann "
                "nimmt die Geschäftsstelle es von der Website."
            ),
            "en": (
                "The photo of me that I give to the alliance “{alliance}” may be shown with my name on its website and "
                "in its publications. I can withdraw this at any time for the future; then the office takes it off the "
                "website."
            ),
        },
    }
}
_PERSON["2026-12"] = {
    **_PERSON["2026-11"],
    ConsentPurpose.REGISTER: {
        "de": (
            "Ich unterstütze das Bündnis „{alliance}“. Dafür führt die Geschäftsstelle meinen Namen, meine "
            "E-Mail-Adresse und, wenn ich sie angebe, meine Postleitzahl, meine Themen und mein Statement im "
            "Verzeichnis der Unterstützenden, bis ich austrete. Austreten kann ich jederzeit über den Link in der "
            "Willkommensmail oder mit einer Nachricht an die Geschäftsstelle."
        ),
        "en": (
            "I support the alliance “{alliance}”. For this its office keeps my name, my mail address and, if I give "
            "them, my postcode, my themes and my statement in the register of supporters until I leave. I can leave "
            "at any time through the link in the welcome mail or by a message to the office."
        ),
    },
    ConsentPurpose.LISTING: {
        "de": (
            "Mein Name, mein Landkreis oder meine kreisfreie Stadt und, wenn ich welche angebe, meine Themen dürfen "
            "auf der Website des Bündnisses „{alliance}“ in der öffentlichen Liste der Unterstützenden stehen. Das "
            "kann ich jederzeit widerrufen; dann verschwindet der Eintrag."
        ),
        "en": (
            "My name, my district or city and, if I give any, my themes may be shown on the website of the alliance "
            "“{alliance}” in the public list of supporters. I can withdraw this at any time; then the entry disappears."
        ),
    },
}
# The words say that invitations come along with the newsletter: it is one consent, and one withdrawal ends both.
_PERSON["2027-01"] = {
    **_PERSON["2026-12"],
    ConsentPurpose.NEWSLETTER: {
        "de": (
            "Ich möchte den Newsletter des Bündnisses „{alliance}“ per E-Mail bekommen, dazu Einladungen zu seinen "
            "Veranstaltungen. Das kann ich jederzeit für die Zukunft widerrufen, zum Beispiel über den Link in der "
            "Willkommensmail."
        ),
        "en": (
            "I want to get the newsletter of the alliance “{alliance}” and invitations to its events by mail. I can "
            "withdraw this at any time for the future, for instance through the link in the welcome mail."
        ),
    },
}

_INSTITUTION: dict[str, _Texts] = {
    "2026-11": {
        ConsentPurpose.REGISTER: {
            "de": (
                "Unsere Institution unterstützt das Bündnis „{alliance}“. Dafür führt die Geschäftsstelle Name "
                "und Art der Institution, mich als Ansprechperson, die E-Mail-Adresse und, wenn ich sie angebe, "
                "die Postleitzahl im Verzeichnis der Unterstützenden, bis wir austreten. Austreten können wir "
                "jederzeit über den Link in der Willkommensmail oder mit einer Nachricht an die Geschäftsstelle."
            ),
            "en": (
                "Our institution supports the alliance “{alliance}”. For this its office keeps the institution's "
                "name and kind, me as its contact, the mail address and, if I give it, the postcode in the "
                "register of supporters until we leave. We can leave at any time through the link in the welcome "
                "mail or by a message to the office."
            ),
        },
        ConsentPurpose.NEWSLETTER: {
            "de": (
                "Wir möchten den Newsletter des Bündnisses „{alliance}“ an die angegebene E-Mail-Adresse "
                "bekommen. Das können wir jederzeit für die Zukunft widerrufen, zum Beispiel über den Link in der"
                " Willkommensmail."
            ),
            "en": (
                "We want to get the newsletter of the alliance “{alliance}” at the given mail address. We can "
                "withdraw this at any time for the future, for instance through the link in the welcome mail."
            ),
        },
        ConsentPurpose.LISTING: {
            "de": (
                "Name und Art unserer Institution, ihr Landkreis oder ihre kreisfreie Stadt und, soweit bekannt, "
                "ihre Website dürfen auf der Website des Bündnisses „{alliance}“ in der öffentlichen Liste der "
                "Unterstützenden stehen. Das können wir jederzeit widerrufen; dann verschwindet der Eintrag."
            ),
            "en": (
                "Our institution's name and kind, its district or city and, where known, its website may be shown"
                " on the website of the alliance “{alliance}” in the public list of supporters. We can withdraw "
                "this at any time; then the entry disappears."
            ),
        },
        ConsentPurpose.STATEMENT: {
            "de": (
                "Das Statement unserer Institution darf mit deren Namen auf der Website und in Veröffentlichungen des "
                "Bündnisses „{alliance}“ stehen. Das können wir jederzeit für die Zukunft widerrufen; dann nimmt die "
                "Geschäftsstelle es von der Website."
            ),
            "en": (
                "Our institution's statement may be shown with its name on the website and in publications of the "
                "alliance “{alliance}”. We can withdraw this at any time for the future; then the office takes it off "
                "the website."
            ),
        },
        ConsentPurpose.PHOTO: {
            "de": (
                "Das Logo unserer Institution, das wir dem Bündnis „{alliance}“ geben, darf auf dessen Website und in "
                "dessen Veröffentlichungen stehen. Das können wir jederzeit für die Zukunft widerrufen; dann nimmt die "
                "Geschäftsstelle es von der Website."
            ),
            "en": (
                "Our institution's logo, which we give to the alliance “{alliance}”, may be shown on its website "
                "and in its publications. We can withdraw this at any time for the future; then the office takes it "
                "off the website."
            ),
        },
    }
}
_INSTITUTION["2026-12"] = {
    **_INSTITUTION["2026-11"],
    ConsentPurpose.REGISTER: {
        "de": (
            "Unsere Institution unterstützt das Bündnis „{alliance}“. Dafür führt die Geschäftsstelle Name und Art der "
            "Institution, mich als Ansprechperson, die E-Mail-Adresse und, wenn ich sie angebe, die Postleitzahl, die "
            "Themen und das Statement im Verzeichnis der Unterstützenden, bis wir austreten. Austreten können wir "
            "jederzeit über den Link in der Willkommensmail oder mit einer Nachricht an die Geschäftsstelle."
        ),
        "en": (
            "Our institution supports the alliance “{alliance}”. For this its office keeps the institution's name and "
            "kind, me as its contact, the mail address and, if I give them, the postcode, the themes and the statement "
            "in the register of supporters until we leave. We can leave at any time through the link in the welcome "
            "mail or by a message to the office."
        ),
    },
    ConsentPurpose.LISTING: {
        "de": (
            "Name und Art unserer Institution, ihr Landkreis oder ihre kreisfreie Stadt und, soweit bekannt, ihre "
            "Website und ihre Themen dürfen auf der Website des Bündnisses „{alliance}“ in der öffentlichen Liste der "
            "Unterstützenden stehen. Das können wir jederzeit widerrufen; dann verschwindet der Eintrag."
        ),
        "en": (
            "Our institution's name and kind, its district or city and, where known, its website and its themes may be "
            "shown on the website of the alliance “{alliance}” in the public list of supporters. We can withdraw this "
            "at any time; then the entry disappears."
        ),
    },
}
_INSTITUTION["2027-01"] = {
    **_INSTITUTION["2026-12"],
    ConsentPurpose.NEWSLETTER: {
        "de": (
            "Wir möchten den Newsletter des Bündnisses „{alliance}“ an die angegebene E-Mail-Adresse bekommen, dazu "
            "Einladungen zu seinen Veranstaltungen. Das können wir jederzeit für die Zukunft widerrufen, zum Beispiel "
            "über den Link in der Willkommensmail."
        ),
        "en": (
            "We want to get the newsletter of the alliance “{alliance}” and invitations to its events at the given "
            "mail address. We can withdraw this at any time for the future, for instance through the link in the "
            "welcome mail."
        ),
    },
}


def versions() -> list[str]:
    """Every version that was ever shown, the oldest first."""
    return sorted(_PERSON)


def wording(
    purpose: ConsentPurpose, language: str, *, alliance: str, institution: bool = False, version: str = CURRENT
) -> Wording:
    """The words for `purpose` in `language`, or in the source language, or German, where there are none.

    `alliance` is the name that stands in the text.

    Raises:
        KeyError: there is no such version.
    """
    texts = (_INSTITUTION if institution else _PERSON)[version][purpose]
    found = next(
        code for code in (language, language.split("-", maxsplit=1)[0], languages.source(), "de") if code in texts
    )
    return Wording(purpose, version, found, texts[found].format(alliance=alliance))


def wordings(language: str, *, alliance: str, institution: bool = False, version: str = CURRENT) -> list[Wording]:
    """The words for every purpose, in the order in which the form asks."""
    return [
        wording(purpose, language, alliance=alliance, institution=institution, version=version)
        for purpose in ConsentPurpose
    ]
