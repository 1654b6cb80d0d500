"""Every address of ours, and what each kind of person gets there. Worked out from the table of rights, by hand.

`ANSWERS` has a line per address: its name, then the answers to GET for

    visitor   nobody has signed in
    stranger  signed in, without any role
    office, editor, regional   signed in with that role

`OFFICE_LISTS` has a line per list of the office: its name, the kind of record in it (`world.py`), and for the three
roles what they may there: r read (list and record), a add, c change, - nothing. Whoever may not is sent away (302).

The further roles (`FURTHER`) have tables of their own below: `FURTHER_ANSWERS` and `FURTHER_LISTS` say what differs
from "what everybody gets, they get; what not everybody gets, they do not". `scopes` says what the limited roles reach
in the world of the tests, and `OF_NO_REGION` which lists hold nothing that belongs to a region: in all other lists a
regional office, and in every list a guest, gets nothing of somebody else's.

A test fails when an address is missing here or stands here in vain. What an address needs in its path comes from
`ARGUMENTS`. Wagtail's own addresses are not listed; a test of their own asks that no visitor gets in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anpacken.accounts import links as account_links
from anpacken.door import links as door_links
from anpacken.events import links as events_links
from anpacken.invitations import links as invitation_links
from anpacken.market import links as market_links
from anpacken.people import links as people_links
from anpacken.surveys import links as survey_links
from tests.consistency.world import World

ROLES = ("visitor", "stranger", "office", "editor", "regional")
FURTHER = ("reader", "member", "juror", "helper", "moderator")

ANSWERS = """
# name                          visitor stranger office editor regional
website:search                  200     200      200    200    200
meta:health                     200     200      200    200    200
meta:robots                     200     200      200    200    200
meta:sitemap                    200     200      200    200    200
media:picture_credits           200     200      200    200    200

ui:stylesheet                   200     200      200    200    200
ui:gallery                      200     200      200    200    200
ui:sample                       200     200      200    200    200
ui:component                    200     200      200    200    200

api:documentation               200     200      200    200    200
api_v1:embed                    200     200      200    200    200
api_v1:schema                   200     200      200    200    200
api_v1:service                  200     200      200    200    200
api_v1:events                   200     200      200    200    200
api_v1:event                    200     200      200    200    200
api_v1:series                   200     200      200    200    200
api_v1:themes                   200     200      200    200    200
api_v1:regions                  200     200      200    200    200
api_v1:formats                  200     200      200    200    200
# What is not there is told as data, too.
api_v1:nothing                  404     404      404    404    404

events:event_list               200     200      200    200    200
events:past_events              200     200      200    200    200
events:calendar_feed            200     200      200    200    200
events:series                   200     200      200    200    200
events:event                    200     200      200    200    200
events:event_calendar           200     200      200    200    200
events:register                 200     200      200    200    200
events:register_group           200     200      200    200    200
events:registered               200     200      200    200    200
events:registration             200     200      200    200    200
events:ticket                   200     200      200    200    200
events:registration_calendar    200     200      200    200    200
invited:invitation              200     200      200    200    200
programme:programme             200     200      200    200    200
programme:programme_pdf         200     200      200    200    200
programme:programme_calendar    200     200      200    200    200

# Before the event is over there is no certificate, and the page says so.
door:certificate                200     200      200    200    200
door:certificate_pdf            409     409      409    409    409

documentation:documentation     200     200      200    200    200
surveys:answer                  200     200      200    200    200

market:market                   200     200      200    200    200
market:apply                    200     200      200    200    200
market:applied                  200     200      200    200    200
market:application              200     200      200    200    200

network:project_list            200     200      200    200    200
network:project_detail          200     200      200    200    200

people:supporter_list           200     200      200    200    200
people:sign_up                  200     200      200    200    200
people:sign_up_person           200     200      200    200    200
people:sign_up_institution      200     200      200    200    200
people:sign_up_sent             200     200      200    200    200
people:sign_up_confirm          200     200      200    200    200
people:sign_up_done             200     200      200    200    200
people:newsletter_done          200     200      200    200    200
people:withdraw                 200     200      200    200    200

# One's own page: without a visit, which only a mailed link or a passkey opens, every part leads to the form.
people:my_page                  200     200      200    200    200
people:my_page_sent             200     200      200    200    200
people:my_page_open             200     200      200    200    200
people:my_page_closed           200     200      200    200    200
people:my_page_new_address      200     200      200    200    200
people:my_page_address_changed  200     200      200    200    200
people:my_page_erased           200     200      200    200    200
people:my_page_passkey          405     405      405    405    405
people:my_page_close            405     405      405    405    405
people:my_page_details          303     303      303    303    303
people:my_page_address          303     303      303    303    303
people:my_page_picture          303     303      303    303    303
people:my_page_held             303     303      303    303    303
people:my_page_held_json        303     303      303    303    303
people:my_page_consents         303     303      303    303    303
people:my_page_leave            303     303      303    303    303
people:my_page_erase            303     303      303    303    303

privacy:record                  200     200      200    200    200

impact:figures                  200     200      200    200    200
impact:figure                   200     200      200    200    200
impact:report_list              200     200      200    200    200
impact:report                   200     200      200    200    200
impact:report_pdf               200     200      200    200    200
impact:outcomes                 200     200      200    200    200
impact:publications             200     200      200    200    200
impact:press                    200     200      200    200    200

# The demo's mailbox is open to all: it is there in the demo only.
mail:mailbox                    200     200      200    200    200
mail:mailbox_mail               200     200      200    200    200
mail:mailbox_html               200     200      200    200    200
mail:mailbox_attachment         200     200      200    200    200

# The door, and somebody's own log-in behind it. Where 302 stands for somebody signed in, they are asked again who
# they are, or led on; 404: they have no such factor.
wagtails_sign_in                302     302      302    302    302
account_login                   200     200      302    302    302
mfa_login_webauthn              302     200      302    302    302
mfa_authenticate                302     302      302    302    302
account_logout                  405     405      405    405    405
account_invited                 200     200      200    200    200
account_reset_password          200     200      200    200    200
account_reset_password_done     200     200      200    200    200
account_reset_password_from_key 200     200      200    200    200
account_reauthenticate          302     200      200    200    200
mfa_reauthenticate              302     302      302    302    302
mfa_reauthenticate_webauthn     302     302      302    302    302
mfa_index                       302     200      200    200    200
account_change_password         302     302      302    302    302
mfa_activate_totp               302     302      302    302    302
mfa_deactivate_totp             302     404      404    404    404
mfa_add_webauthn                302     302      302    302    302
mfa_remove_webauthn             302     302      302    302    302
mfa_view_recovery_codes         302     404      404    404    404
mfa_generate_recovery_codes     302     302      302    302    302
account_end_session             405     405      405    405    405
account_end_other_sessions      405     405      405    405    405

# The office beside its lists.
impact_figures                  302     302      200    200    200
jobs:index                      302     302      200    302    302
jobs:index_results              302     302      200    302    302
jobs:task                       302     302      200    302    302
audit_log:index                 302     302      200    302    302
audit_log:index_results         302     302      200    302    302
audit_log:export                302     302      200    302    302
registrations:add_by_hand       302     302      200    302    200
registrations:add_group_by_hand  302     302      200    302    200
market_office:market            302     302      200    302    200
market_office:call              302     302      200    302    200
market_office:plan              302     302      200    302    200
market_office:decisions         302     302      200    302    200
market_office:attendance        302     302      200    302    200
market_office:signs             302     302      200    302    200
market_office:sheet             302     302      200    302    200
stand_applications:link         302     302      200    302    200
releases:index                  302     302      200    302    302
duplicates:index                302     302      200    302    302
duplicates:merges               302     302      200    302    302
duplicates:partner              302     302      200    302    302
duplicates:compare              302     302      200    302    302
duplicates:pair                 302     302      302    302    302
duplicates:undo                 302     302      200    302    302

imports:index                   302     302      200    302    302
imports:index_results           302     302      200    302    302
imports:upload                  302     302      200    302    302
imports:show                    302     302      200    302    302
imports:columns                 302     302      200    302    302
imports:rejected                302     302      200    302    302
imports:delete                  302     302      200    302    302

people_register:erase           302     302      200    302    302
retention:index                 302     302      200    302    302
retention:record                302     302      200    302    302
retention:rule                  302     302      200    302    302

log_ins:invite                  302     302      200    302    302

# Deeds: they take no GET; who may do them is asked in test_access.py.
log_ins:deed                    302     302      405    405    405
invitations:deed                302     302      405    405    405
jobs:task_run_again             302     302      405    405    405
jobs:schedule_run_again         302     302      405    405    405
alliance_years:make_pdf         302     302      405    405    405
events_office:deed              302     302      405    405    405
registrations:cancel            302     302      405    405    405
market_office:deed              302     302      405    405    405
stand_applications:decide       302     302      405    405    405
stand_applications:withdraw     302     302      405    405    405
projects:deed                   302     302      405    405    405
segments:delete                 302     302      200    302    302
segments:copy                   302     302      405    405    405
segments:records                302     302      200    302    302
events_office:copy              302     302      200    200    200
events_office:requests          302     302      200    302    200
events_office:texts             302     302      200    200    200
events_office:text              302     302      200    200    200
forums:choose                   200     200      200    200    200
forums_office:standing          302     302      200    302    200
forums_office:set_up            302     302      405    405    405
forums_office:deed              302     302      405    405    405
forums_office:person            302     302      200    302    200
invitations_office:standing     302     302      200    302    200
invitations_office:invite       302     302      200    302    302
invitations_office:remind       302     302      200    302    302
invitations_office:export       302     302      200    302    200
invitations_office:withdraw     302     302      405    405    405
api_office:list                 302     302      200    200    200
api_office:button               302     302      200    200    200
statistics_office:period        302     302      200    302    200
statistics_office:period_export 302     302      200    302    200
statistics_office:event         302     302      200    302    200
statistics_office:event_export  302     302      200    302    200
questions:answer                200     200      200    200    200
questions_office:list           302     302      200    200    200
questions_office:add            302     302      200    200    200
questions_office:preview        302     302      200    200    200
questions_office:answers        302     302      200    302    200
questions_office:ask            302     302      200    302    200
questions_office:export         302     302      200    302    200
questions_office:edit           302     302      200    200    200
questions_office:deed           302     302      405    405    405
documentation_office:documentation  302     302      200    200    200
documentation_office:preview    302     302      200    200    200
documentation_office:became     302     302      200    200    200
documentation_office:deed       302     302      405    405    405
demands:deed                    302     302      405    405    405
letters_office:letters          302     302      200    302    200
letters_office:letter           302     302      200    302    200
letters_office:add              302     302      200    302    200
letters_office:change           302     302      200    302    200
letters_office:lay_out          302     302      405    405    405
letters_office:deed             302     302      405    405    405
planning:to_do                  302     302      200    200    200
planning:calendar               302     302      200    200    200
planning:checklist              302     302      200    200    200
planning:lay_out                302     302      405    405    405
planning:task                   302     302      200    200    200
planning:tick                   302     302      405    405    405
planning:untick                 302     302      405    405    405
planning:remove                 302     302      405    405    405
surveys_office:surveys          302     302      200    200    200
surveys_office:survey           302     302      200    200    200
surveys_office:preview          302     302      200    200    200
surveys_office:results          302     302      200    200    200
surveys_office:send             302     302      200    302    200
surveys_office:question_add     302     302      200    302    200
surveys_office:question         302     302      200    302    200
surveys_office:lay_out          302     302      405    405    405
surveys_office:deed             302     302      405    405    405
surveys_office:question_deed    302     302      405    405    405
# With too few answers it leads back to the page that says why.
surveys_office:export           302     302      302    302    302
door_office:check_in            302     302      200    302    200
door_office:list                302     302      200    302    200
door_office:worker              302     302      200    302    200
door_office:paper               302     302      200    302    200
# Without a sheet chosen the page asks for one.
door_office:badges              302     302      422    302    422
door_office:attendance          302     302      200    302    200
door_office:sync                302     302      405    405    405
door_office:answers             302     302      405    405    405
door_office:take_over           302     302      405    405    405
programme_office:editor         302     302      200    200    200
programme_office:item_add       302     302      200    200    200
programme_office:item           302     302      200    200    200
programme_office:item_move      302     302      405    405    405
programme_office:item_remove    302     302      405    405    405
programme_office:rooms          302     302      200    200    200
programme_office:room           302     302      200    200    200
programme_office:room_deed      302     302      405    405    405
programme_office:rounds         302     302      200    200    200
programme_office:release        302     302      200    200    200
programme_office:versions       302     302      200    200    200
programme_office:draft_pdf      302     302      200    200    200
# Suggestions want a word; without one they are empty.
people_register:suggest         302     302      200    302    200
# What somebody may not see is not there for them.
people_tags:delete              302     302      200    404    404
people_register:role_add        302     302      200    302    302
people_register:role_edit       302     302      200    302    302
people_register:affiliation_add  302    302      200    302    302
people_register:affiliation_edit 302    302      200    302    302
people_register:affiliation_deed 302    302      405    405    405
people_register:note_add        302     302      405    405    405
people_register:note_delete     302     302      405    405    405
person:withdraw                 302     302      405    405    405
person:consent                  302     302      200    302    302
person:proof                    302     302      200    302    200
person:proof_pdf                302     302      200    302    200
# A line of the ledger without a scan.
person:scan                     302     302      404    302    302
organisation:scan               302     302      404    302    302
person:end                      302     302      405    405    405
organisation:withdraw           302     302      405    405    405
organisation:consent            302     302      200    302    302
organisation:proof              302     302      200    302    200
organisation:proof_pdf          302     302      200    302    200
organisation:end                302     302      405    405    405
outbox:retry                    302     302      405    405    405
imports:deed                    302     302      405    405    405
people_register:held            302     302      405    405    405
retention:set_days              302     302      405    405    405
retention:apply                 302     302      405    405    405
releases:decide                 302     302      405    405    405
duplicates:search               302     302      405    405    405
duplicates:distinct             302     302      405    405    405
duplicates:reopen               302     302      405    405    405
"""

OFFICE_LISTS = """
# list              record           office editor regional
alliance            alliance         rc     -      -
theme               theme            rac    -      -
aim                 aim              rac    -      -
log_ins             user             r      -      -
invitations         invitation       r      -      -
region              region           rc     r      -
municipality        municipality     rac    r      -
district            district         r      -      -
postcode            postcode         r      -      -
outbox              mail             r      -      -
person              person           rac    -      r
organisation        organisation     rac    -      r
people_tags         tag              rac    -      -
own_fields          own_field        rac    -      -
signup              sign_up          r      -      r
segments            segment          rac    r      -
projects            project          rac    rac    rac
events_office       past_event       rac    rac    rac
event_series        series           rac    rac    -
registrations       registration     r      -      r
stand_applications  stand_application  rac  -      rac
demands             demand           r      r      r
alliance_years      year             rac    rac    r
opening_balances    opening_balance  rac    r      r
outcomes            outcome          rac    rac    r
indicators          indicator        rac    rac    r
prizes              prize            rac    rac    r
publications        publication      rac    rac    r
press               press_item       rac    rac    r
"""

FURTHER_ANSWERS = """
# name                          reader member juror helper moderator
people_tags:delete              404    404    404    404    404
impact_figures                  200    302    302   302    302
events_office:copy              302    302    302   302    302
events_office:texts             200    302    302   200    200
events_office:text              200    302    302   200    200
forums_office:standing          302    302    302   302    302
forums_office:set_up            405    405    405   405    405
forums_office:deed              405    405    405   405    405
forums_office:person            302    302    302   302    302
invitations_office:withdraw     405    405    405   405    405
api_office:list                 200    302    302   200    200
api_office:button               200    302    302   200    200
statistics_office:period        302    302    302   200    302
statistics_office:period_export 302    302    302   302    302
statistics_office:event         302    302    302   200    302
statistics_office:event_export  302    302    302   302    302
questions_office:list           302    302    302   302    302
questions_office:add            302    302    302   302    302
questions_office:preview        302    302    302   302    302
questions_office:answers        302    302    302   302    302
questions_office:ask            302    302    302   302    302
questions_office:export         302    302    302   302    302
questions_office:edit           302    302    302   302    302
questions_office:deed           405    405    405   405    405
documentation_office:preview    200    302    302   302    302
documentation_office:deed       405    405    405   405    405
demands:deed                    405    405    405   405    405
letters_office:letters          302    302    302   302    302
letters_office:letter           302    302    302   302    302
letters_office:add              302    302    302   302    302
letters_office:change           302    302    302   302    302
letters_office:lay_out          405    405    405   405    405
letters_office:deed             405    405    405   405    405
planning:to_do                  200    302    302   302    302
planning:calendar               200    302    302   302    302
planning:checklist              200    302    302   302    302
planning:lay_out                405    405    405   405    405
planning:task                   302    302    302   302    302
planning:tick                   405    405    405   405    405
planning:untick                 405    405    405   405    405
planning:remove                 405    405    405   405    405
door_office:check_in            302    302    302   200    302
door_office:list                302    302    302   200    302
door_office:worker              302    302    302   200    302
door_office:paper               302    302    302   200    302
door_office:badges              302    302    302   422    302
door_office:attendance          302    302    302   200    302
door_office:sync                405    405    405   405    405
door_office:answers             405    405    405   405    405
door_office:take_over           405    405    405   405    405
programme_office:editor         200    302    302   200    200
programme_office:item_add       302    302    302   302    302
programme_office:item           302    302    302   302    302
programme_office:item_move      405    405    405   405    405
programme_office:item_remove    405    405    405   405    405
programme_office:rooms          302    302    302   302    302
programme_office:room           302    302    302   302    302
programme_office:room_deed      405    405    405   405    405
programme_office:rounds         302    302    302   302    302
programme_office:release        302    302    302   302    302
programme_office:versions       200    302    302   200    200
programme_office:draft_pdf      200    302    302   200    200
account_reauthenticate          200    200    200   200    200
mfa_index                       200    200    200   200    200
mfa_deactivate_totp             404    404    404   404    404
mfa_view_recovery_codes         404    404    404   404    404
"""

FURTHER_LISTS = """
# list              reader member juror helper moderator
region              r      -      -     -      -
municipality        r      -      -     -      -
organisation        -      rc     -     -      -
projects            r      rac    -     -      -
events_office       r      -      -     r      r
event_series        r      -      -     -      -
registrations       -      -      -     r      -
demands             r      -      -     -      -
alliance_years      r      -      -     -      -
opening_balances    r      -      -     -      -
outcomes            r      -      -     -      -
indicators          r      -      -     -      -
prizes              r      -      -     -      -
publications        r      -      -     -      -
press               r      -      -     -      -
"""

# What a regional office reads as a whole, because it belongs to no region.
OF_NO_REGION = {
    "alliance_years",
    "opening_balances",
    "outcomes",
    "indicators",
    "prizes",
    "publications",
    "press",
}


def scopes(role: str, world: World) -> list[str]:
    """What a limited role reaches, so that the world's records are its own; nothing for roles without limit."""
    if role == "regional":
        return [world["region"].code]
    if role == "member":
        return [world["organisation"].public_id, world["project"].organisation.public_id]
    if role in {"helper", "moderator"}:
        return [world["upcoming_event"].public_id, world["past_event"].public_id]
    return ["an-award"] if role == "juror" else []


# Deeds by POST: which roles may. Whoever may not changes nothing.
SIGNED_IN = {*ROLES[1:], *FURTHER}
DEEDS: dict[str, set[str]] = {
    "log_ins:invite": {"office"},
    "log_ins:deed": {"office"},
    "invitations:deed": {"office"},
    "people:my_page_close": set(),
    "people:my_page_passkey": set(),
    "account_logout": SIGNED_IN,
    "account_end_session": SIGNED_IN,
    "account_end_other_sessions": SIGNED_IN,
    "jobs:task_run_again": {"office"},
    "jobs:schedule_run_again": {"office"},
    "alliance_years:make_pdf": {"office", "editor"},
    "events_office:deed": {"office", "editor", "regional"},
    "events_office:copy": {"office", "editor", "regional"},
    "events_office:text": {"office", "editor", "regional"},
    "events_office:requests": {"office", "regional"},
    "registrations:cancel": {"office", "regional"},
    "registrations:add_by_hand": {"office", "regional"},
    "registrations:add_group_by_hand": {"office", "regional"},
    "market_office:deed": {"office", "regional"},
    **{
        f"surveys_office:{name}": {"office", "regional"}
        for name in ("survey", "send", "lay_out", "deed", "question_add", "question", "question_deed")
    },
    "door_office:check_in": {"office", "regional", "helper"},
    "door_office:sync": {"office", "regional", "helper"},
    "door_office:answers": {"office", "regional", "helper"},
    "door_office:take_over": {"office", "regional"},
    "market_office:call": {"office", "regional"},
    "market_office:plan": {"office", "regional"},
    "market_office:decisions": {"office", "regional"},
    "market_office:attendance": {"office", "regional"},
    "stand_applications:decide": {"office", "regional"},
    "stand_applications:withdraw": {"office", "regional"},
    "stand_applications:link": {"office", "regional"},
    "projects:deed": {"office", "editor", "regional"},
    "people_register:affiliation_deed": {"office"},
    "people_register:note_add": {"office"},
    "people_register:note_delete": {"office"},
    "person:withdraw": {"office"},
    "person:end": {"office"},
    "segments:copy": {"office"},
    "forums_office:set_up": {"office", "regional"},
    "forums_office:deed": {"office", "regional"},
    "forums_office:person": {"office", "regional"},
    **{f"invitations_office:{name}": {"office"} for name in ("invite", "remind", "withdraw")},
    "invitations_office:export": {"office", "regional"},
    "statistics_office:event_export": {"office", "regional"},
    **{f"questions_office:{name}": {"office", "editor", "regional"} for name in ("add", "edit", "deed")},
    **{f"questions_office:{name}": {"office", "regional"} for name in ("ask", "export")},
    "documentation_office:documentation": {"office", "editor", "regional"},
    "documentation_office:became": {"office", "editor", "regional"},
    "documentation_office:deed": {"office", "editor", "regional"},
    "demands:deed": {"office", "editor", "regional"},
    "letters_office:add": {"office", "regional"},
    "letters_office:change": {"office", "regional"},
    "letters_office:lay_out": {"office", "regional"},
    "letters_office:deed": {"office", "regional"},
    "planning:checklist": {"office", "editor", "regional"},
    "planning:lay_out": {"office", "editor", "regional"},
    "planning:task": {"office", "editor", "regional"},
    "planning:tick": {"office", "editor", "regional"},
    "planning:untick": {"office", "editor", "regional"},
    "planning:remove": {"office", "editor", "regional"},
    **{
        f"programme_office:{name}": {"office", "editor", "regional"}
        for name in ("item_add", "item", "item_move", "item_remove", "rooms", "room", "room_deed", "rounds", "release")
    },
    "organisation:withdraw": {"office"},
    "organisation:end": {"office"},
    "outbox:retry": {"office"},
    "imports:upload": {"office"},
    "imports:columns": {"office"},
    "imports:deed": {"office"},
    "imports:delete": {"office"},
    "people_register:held": {"office"},
    "people_register:erase": {"office"},
    "retention:set_days": {"office"},
    "retention:apply": {"office"},
    "releases:decide": {"office"},
    "duplicates:search": {"office"},
    "duplicates:distinct": {"office"},
    "duplicates:reopen": {"office"},
    "duplicates:compare": {"office"},
    "duplicates:undo": {"office"},
}

Arguments = Callable[[World], dict[str, Any]]


def _public_id(kind: str) -> Arguments:
    return lambda world: {"public_id": world[kind].public_id}


def _of_programme(**others: str) -> Arguments:
    """The event that has a programme, and the ids of what else stands in the path."""
    return lambda world: (
        world["upcoming_event"]
        and {
            "public_id": world["programme_release"].event.public_id,
            **{name: world[kind].public_id for name, kind in others.items()},
        }
    )


def _pk(kind: str) -> Arguments:
    return lambda world: {"pk": world[kind].pk}


def _event_of(kind: str) -> Arguments:
    """Of an application for a stand: the event whose market it is about."""
    return lambda world: {"public_id": world[kind].call.event.public_id}


def _of_questions(world: World) -> dict[str, Any]:
    return {"public_id": world["answer"].registration.event.public_id}


def _of_demand(**more: Any) -> Arguments:
    """The event whose documentation a demand is part of."""
    return lambda world: {"public_id": world["demand"].documentation.event.public_id, **more}


def _letter(world: World, **more: str) -> dict[str, Any]:
    """A planned letter and its event."""
    letter = world["letter"]
    return {"public_id": letter.event.public_id, "letter_id": letter.public_id, **more}


def _invited(world: World, *names: str) -> dict[str, Any]:
    invitation = world["event_invitation"]
    found = {"public_id": invitation.event.public_id, "invitation_id": invitation.public_id}
    return {name: found[name] for name in ("public_id", *names)}


def _of_forums(world: World) -> dict[str, Any]:
    return {"public_id": world["forum_place"].registration.event.public_id}


def _of_survey(**others: str) -> Arguments:
    return lambda world: {
        "public_id": world["feedback"].survey.event.public_id,
        "audience": world["feedback"].survey.audience,
        **others,
    }


def _of_survey_question(**others: str) -> Arguments:
    return lambda world: {
        **_of_survey(**others)(world),
        "question_id": world["feedback"].survey.questions.first().public_id,
    }


ARGUMENTS: dict[str, Arguments] = {
    "surveys:answer": lambda world: {"token": survey_links.token(world["feedback"])},
    "surveys_office:surveys": lambda world: {"public_id": world["feedback"].survey.event.public_id},
    "surveys_office:lay_out": _of_survey(audience="missed"),
    **{f"surveys_office:{name}": _of_survey() for name in ("survey", "preview", "results", "send", "question_add")},
    "surveys_office:deed": _of_survey(name="close"),
    "surveys_office:export": _of_survey(kind="csv"),
    "surveys_office:question": _of_survey_question(),
    "surveys_office:question_deed": _of_survey_question(name="up"),
    "log_ins:deed": lambda world: {"pk": world["user"].pk, "name": "shut"},
    "invitations:deed": lambda world: {"pk": world["invitation"].pk, "name": "withdraw"},
    "account_invited": lambda world: {"token": _token(account_links.invitation_url(world["invitation"]))},
    "account_reset_password_from_key": lambda world: {"token": _token(account_links.reset_url(world["user"], "de"))},
    "account_end_session": _public_id("session"),
    "mfa_remove_webauthn": lambda world: {"key": "0123456789abcdef"},
    "ui:stylesheet": lambda world: {"fingerprint": "an-old-one"},
    "ui:component": lambda world: {"name": "button"},
    "imports:show": _public_id("list_import"),
    "imports:columns": _public_id("list_import"),
    "imports:rejected": _public_id("list_import"),
    "imports:deed": lambda world: {"public_id": world["list_import"].public_id, "name": "pause"},
    "imports:delete": _public_id("list_import"),
    "retention:rule": lambda world: {"name": "mail.contents"},
    "retention:set_days": lambda world: {"name": "mail.contents"},
    "retention:apply": lambda world: {"name": "mail.contents"},
    "events:series": lambda world: world["upcoming_event"] and {"public_id": world["series"].public_id},
    "events:event": _public_id("upcoming_event"),
    "events:event_calendar": _public_id("upcoming_event"),
    "api_v1:event": lambda world: {"event_id": world["upcoming_event"].public_id},
    "api_office:button": _public_id("upcoming_event"),
    "api_v1:nothing": lambda world: {"rest": "v2/events"},
    "events:register": _public_id("upcoming_event"),
    "events:register_group": _public_id("upcoming_event"),
    "events:registered": _public_id("upcoming_event"),
    "events:registration": lambda world: {"token": events_links.token(world["registration"])},
    "events:ticket": lambda world: {"token": events_links.token(world["registration"])},
    "events:registration_calendar": lambda world: {"token": events_links.token(world["registration"])},
    "invited:invitation": lambda world: {"token": invitation_links.token(world["event_invitation"])},
    **{f"invitations_office:{name}": _invited for name in ("standing", "invite", "remind", "export")},
    "invitations_office:withdraw": lambda world: _invited(world, "invitation_id"),
    **{f"programme:{name}": _of_programme() for name in ("programme", "programme_pdf", "programme_calendar")},
    **{
        f"programme_office:{name}": _of_programme()
        for name in ("editor", "item_add", "rooms", "rounds", "release", "versions", "draft_pdf")
    },
    **{
        f"programme_office:{name}": _of_programme(item_id="programme_item")
        for name in ("item", "item_move", "item_remove")
    },
    "programme_office:room": _of_programme(room_id="programme_room"),
    "programme_office:room_deed": _of_programme(room_id="programme_room"),
    **{
        f"door_office:{name}": _public_id("upcoming_event")
        for name in ("check_in", "list", "worker", "sync", "take_over", "paper", "badges", "attendance")
    },
    "door:certificate": lambda world: {"token": door_links.token(world["registration"])},
    "door:certificate_pdf": lambda world: {"token": door_links.token(world["registration"]), "number": 1},
    "documentation:documentation": _of_demand(),
    "documentation_office:documentation": _of_demand(),
    "documentation_office:preview": _of_demand(),
    "documentation_office:became": _of_demand(),
    "documentation_office:deed": _of_demand(name="publish"),
    "demands:deed": lambda world: {"pk": world["demand"].pk, "name": "hand-on"},
    "door_office:answers": lambda world: {
        "public_id": world["upcoming_event"].public_id,
        "registration_id": world["registration"].public_id,
    },
    "market:market": _event_of("stand_application"),
    "market:apply": _event_of("stand_application"),
    "market:applied": _event_of("stand_application"),
    "market:application": lambda world: {"token": market_links.token(world["stand_application"])},
    "market_office:market": _event_of("stand_application"),
    "market_office:call": _event_of("stand_application"),
    "market_office:plan": _event_of("stand_application"),
    "market_office:decisions": _event_of("stand_application"),
    "market_office:attendance": _event_of("stand_application"),
    "market_office:signs": _event_of("stand_application"),
    "market_office:sheet": _event_of("stand_application"),
    "market_office:deed": lambda world: {**_event_of("stand_application")(world), "name": "publish"},
    "stand_applications:decide": _pk("stand_application"),
    "stand_applications:withdraw": _pk("stand_application"),
    "stand_applications:link": _pk("stand_application"),
    "network:project_detail": _public_id("project"),
    "people:sign_up_confirm": lambda world: {"token": _token(people_links.confirm_url(world["sign_up"]))},
    "people:withdraw": lambda world: {"token": _token(people_links.withdraw_url(world["person"], "de"))},
    "people:my_page_open": lambda world: {"token": _token(people_links.my_page_url(world["person"], "de"))},
    "people:my_page_new_address": lambda world: {
        "token": _token(people_links.new_address_url(world["person"], "neu@example.org", "de"))
    },
    "impact:figure": lambda world: {"key": "conferences"},
    "impact:report": lambda world: {"number": world["year"].number},
    "impact:report_pdf": lambda world: {"number": world["year"].number},
    "mail:mailbox_mail": _public_id("mail"),
    "mail:mailbox_html": _public_id("mail"),
    "mail:mailbox_attachment": lambda world: {"public_id": world["mail"].public_id, "number": 1},
    "jobs:task": _pk("task"),
    "jobs:task_run_again": _pk("task"),
    "jobs:schedule_run_again": _public_id("schedule"),
    "alliance_years:make_pdf": _pk("year"),
    "events_office:copy": _pk("upcoming_event"),
    "events_office:texts": _pk("upcoming_event"),
    "events_office:requests": _pk("upcoming_event"),
    "events_office:text": lambda world: {"pk": world["upcoming_event"].pk, "occasion": "ticket"},
    "events_office:deed": lambda world: {"pk": world["upcoming_event"].pk, "name": "cancel"},
    "registrations:cancel": _pk("registration"),
    "registrations:add_by_hand": lambda world: {"event_pk": world["upcoming_event"].pk},
    "registrations:add_group_by_hand": lambda world: {"event_pk": world["upcoming_event"].pk},
    "projects:deed": lambda world: {"pk": world["project"].pk, "name": "retire"},
    "people_tags:delete": _pk("tag"),
    "people_register:suggest": lambda world: {"kind": "person"},
    "people_register:held": lambda world: {"kind": "person", "pk": world["person"].pk},
    "people_register:erase": lambda world: {"kind": "person", "pk": world["person"].pk},
    "people_register:role_add": lambda world: {"kind": "person", "pk": world["person"].pk},
    "people_register:role_edit": lambda world: {"pk": world["person"].roles.first().pk},
    "people_register:affiliation_add": lambda world: {"kind": "person", "pk": world["person"].pk},
    "people_register:affiliation_edit": lambda world: {"kind": "person", "pk": world["affiliation"].pk},
    "people_register:affiliation_deed": lambda world: {"kind": "person", "pk": world["affiliation"].pk, "deed": "end"},
    "people_register:note_add": lambda world: {"kind": "person", "pk": world["person"].pk},
    "people_register:note_delete": lambda world: {"pk": world["note"].pk},
    "person:withdraw": _pk("person"),
    "person:end": _pk("person"),
    "person:consent": _pk("person"),
    "person:proof": _pk("person"),
    "person:proof_pdf": _pk("person"),
    "person:scan": lambda world: {"pk": world["person"].consents.first().pk},
    "forums:choose": lambda world: {"token": events_links.token(world["forum_place"].registration)},
    "forums_office:standing": _of_forums,
    "forums_office:set_up": _of_forums,
    "forums_office:deed": lambda world: {**_of_forums(world), "name": "draw"},
    "forums_office:person": lambda world: {
        **_of_forums(world),
        "registration_id": world["forum_place"].registration.public_id,
    },
    "statistics_office:event": _public_id("upcoming_event"),
    "statistics_office:event_export": _public_id("upcoming_event"),
    "questions:answer": lambda world: {"token": events_links.token(world["answer"].registration)},
    **{f"questions_office:{name}": _of_questions for name in ("list", "add", "preview", "answers", "ask", "export")},
    **{
        f"questions_office:{name}": lambda world: {
            **_of_questions(world),
            "question_id": world["answer"].question.public_id,
        }
        for name in ("edit", "deed")
    },
    "letters_office:letters": lambda world: {"public_id": world["letter"].event.public_id},
    "letters_office:lay_out": lambda world: {"public_id": world["letter"].event.public_id},
    "letters_office:add": lambda world: {"public_id": world["letter"].event.public_id},
    "letters_office:letter": _letter,
    "letters_office:change": _letter,
    "letters_office:deed": lambda world: _letter(world, name="on"),
    "planning:checklist": lambda world: {"event_pk": world["upcoming_event"].pk},
    "planning:lay_out": lambda world: {"event_pk": world["upcoming_event"].pk},
    "planning:task": _pk("plan_task"),
    "planning:tick": _pk("plan_task"),
    "planning:untick": _pk("plan_task"),
    "planning:remove": _pk("plan_task"),
    "segments:delete": _pk("segment"),
    "segments:copy": _pk("segment"),
    "segments:export": _pk("segment"),
    "segments:records": lambda world: {"condition": "affiliated_with"},
    "organisation:withdraw": _pk("organisation"),
    "organisation:end": _pk("organisation"),
    "organisation:consent": _pk("organisation"),
    "organisation:proof": _pk("organisation"),
    "organisation:proof_pdf": _pk("organisation"),
    "organisation:scan": lambda world: {"pk": world["organisation"].consents.first().pk},
    "outbox:retry": _pk("mail"),
    "releases:decide": lambda world: {"kind": "person", "pk": world["person"].pk},
    "duplicates:partner": lambda world: {"kind": "person", "one": world["person"].public_id},
    "duplicates:compare": lambda world: {
        "kind": "person",
        "one": world["pair"].first_person.public_id,
        "other": world["pair"].second_person.public_id,
    },
    "duplicates:pair": _public_id("pair"),
    "duplicates:distinct": _public_id("pair"),
    "duplicates:reopen": _public_id("pair"),
    "duplicates:undo": _public_id("merge"),
}


def _token(url: str) -> str:
    return url.rstrip("/").rsplit("/", 1)[1]


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines() if line.strip() and not line.startswith("#")]


def office_lists() -> dict[str, tuple[str, list[str]]]:
    """The kind of record and what the three roles may, by name of the list."""
    return {name: (kind, rights) for name, kind, *rights in _lines(OFFICE_LISTS)}


# Lists that never leave the house as files. The others do with the office and, their own part, the regional offices.
NEVER_EXPORTED = {"alliance", "aim", "invitations", "log_ins", "people_tags", "own_fields"}
VIEWS = {"index": "r", "index_results": "r", "inspect": "r", "add": "a", "edit": "c"}


def answers() -> dict[str, tuple[int, ...]]:
    """Both tables as one, by name of the address."""
    found: dict[str, tuple[int, ...]] = {}
    for name, *statuses in _lines(ANSWERS):
        assert len(statuses) == len(ROLES), name
        assert name not in found, f"{name} stands twice"
        found[name] = tuple(map(int, statuses))
    for name, (_kind, rights) in office_lists().items():
        for view, right in VIEWS.items():
            if any(right in given for given in rights):
                found[f"{name}:{view}"] = (302, 302, *(200 if right in given else 302 for given in rights))
        if name not in NEVER_EXPORTED:
            office, _editor, regional = rights
            found[f"{name}:export"] = (302, 302, 200 if "r" in office else 302, 302, 200 if "r" in regional else 302)
    return found


def further_answers() -> dict[str, tuple[int, ...]]:
    """What the further roles get, by name of the address."""
    said = {name: tuple(map(int, statuses)) for name, *statuses in _lines(FURTHER_ANSWERS)}
    lists = {name: rights for name, *rights in _lines(FURTHER_LISTS)}
    found: dict[str, tuple[int, ...]] = {}
    for name, statuses in answers().items():
        prefix, _colon, view = name.rpartition(":")
        if prefix in office_lists() and view in VIEWS:
            rights = lists.get(prefix, ["-"] * len(FURTHER))
            found[name] = tuple(200 if VIEWS[view] in given else 302 for given in rights)
        elif prefix in office_lists() and view == "export":
            found[name] = (302,) * len(FURTHER)
        elif len(set(statuses)) == 1:
            found[name] = statuses[:1] * len(FURTHER)
        else:
            found[name] = said.pop(name, ((405 if 405 in statuses else 302),) * len(FURTHER))
    assert said == {}, "No such address."
    assert set(lists) <= set(office_lists()), "No such list."
    return found


def limited_lists(role: str) -> list[str]:
    """The lists of which a role sees a part: its own region's, organisation's or event's records."""
    if role == "regional":
        return [
            name for name, (_kind, rights) in office_lists().items() if "r" in rights[2] and name not in OF_NO_REGION
        ]
    number = FURTHER.index(role)
    return [name for name, *rights in _lines(FURTHER_LISTS) if "r" in rights[number]]


def arguments(name: str, world: World) -> dict[str, Any]:
    """What the address needs in its path."""
    if name in ARGUMENTS:
        return ARGUMENTS[name](world)
    prefix, _colon, view = name.rpartition(":")
    if view in {"inspect", "edit"} and prefix in office_lists():
        return {"pk": world[office_lists()[prefix][0]].pk}
    return {}
