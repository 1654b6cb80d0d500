"""Persons, organisations, what they are to the alliance and to one another, and what they agreed to."""

from anpacken.people.models.consents import Confirmation, Consent, ConsentQuerySet
from anpacken.people.models.details import CustomField, CustomValue, Note, SpokenLanguage
from anpacken.people.models.duplicates import DuplicatePair, Merge, Suppression
from anpacken.people.models.logins import PersonLogin
from anpacken.people.models.releases import Release
from anpacken.people.models.roles import Affiliation, AffiliationQuerySet, Role, RoleQuerySet
from anpacken.people.models.sign_ups import SignUp
from anpacken.people.models.subjects import AtHome, Organisation, Person, SubjectQuerySet
from anpacken.people.models.tags import Tag

__all__ = [
    "Affiliation",
    "AffiliationQuerySet",
    "AtHome",
    "Confirmation",
    "Consent",
    "ConsentQuerySet",
    "CustomField",
    "CustomValue",
    "DuplicatePair",
    "Merge",
    "Note",
    "Organisation",
    "Person",
    "PersonLogin",
    "Release",
    "Role",
    "RoleQuerySet",
    "SignUp",
    "SpokenLanguage",
    "SubjectQuerySet",
    "Suppression",
    "Tag",
]
