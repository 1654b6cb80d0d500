"""What this room refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class FileTooLarge(Refusal):
    code = "file_too_large"
    field = "file"
    sentence = _(
        "This file has %(megabytes)s MB, and at most %(most)s MB can be read. Please cut it into several files."
    )


class FileEmpty(Refusal):
    code = "file_empty"
    field = "file"
    sentence = _("This file holds no rows: there must be a line of headings and at least one row below it.")


class FileKindUnknown(Refusal):
    code = "file_kind_unknown"
    field = "file"
    sentence = _("This is neither a CSV file nor an XLSX spreadsheet. Please save the list as one of the two.")


class OldSpreadsheet(Refusal):
    """XLS, or XLSX with a password: both look the same from outside."""

    code = "old_spreadsheet"
    field = "file"
    sentence = _(
        "This spreadsheet is in the old XLS format, or it has a password. Please save it as XLSX without a password."
    )


class SpreadsheetSuspicious(Refusal):
    """Unpacked it would be far larger than any list of people."""

    code = "spreadsheet_suspicious"
    field = "file"
    sentence = _(
        "Unpacked, this spreadsheet would be far larger than a list can be, so it was not opened. "
        "Please copy the list into a new spreadsheet and save that one."
    )


class SpreadsheetBroken(Refusal):
    code = "spreadsheet_broken"
    field = "file"
    sentence = _("This spreadsheet is damaged. Please open it, save it as XLSX again, and upload that file.")


class TooManyColumns(Refusal):
    code = "too_many_columns"
    field = "file"
    sentence = _("This file has %(columns)s columns, and at most %(most)s can be read. Please delete those not needed.")


class TooManyRows(Refusal):
    code = "too_many_rows"
    field = "file"
    sentence = _("This file has more than %(most)s rows. Please cut it into several files.")


class ColumnsMissing(Refusal):
    code = "columns_missing"
    sentence = _("Say which column holds the name. A person needs at least a last name, an organisation its name.")


class ColumnTwice(Refusal):
    code = "column_twice"
    sentence = _("“%(target)s” is assigned to more than one column. Please decide for one of them.")


class DocumentMissing(Refusal):
    """An imported consent needs its document."""

    code = "document_missing"
    field = "source_document"
    sentence = _(
        "A column says who agreed to the newsletter. Name the document that shows it, for instance “Mailchimp export "
        "of 3 June 2019”, or leave this column out."
    )


class ConsentTimeMissing(Refusal):
    code = "consent_time_missing"
    field = "document_on"
    sentence = _("No column says when people agreed. Please give the day of the document.")


class NotNow(Refusal):
    code = "not_now"
    sentence = _("This import is “%(state)s” at present, so this cannot be done now.")
