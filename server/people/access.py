"""The table of access: every route and who may use it. The only place where that is decided.

`server.people.guard` enforces it; a route that is not here is refused, and a test fails for it. Inside a
meeting the meeting core decides once more, command by command.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Hat(StrEnum):
    """As what somebody comes: a role of the account, or of the seat in the meeting of the address."""

    ADMINISTRATOR = "administrator"
    ARCHIVIST = "archivist"
    OFFICER = "officer"
    MEMBER = "member"  # answers opinion slips sent to it, nothing else
    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    TECHNICIAN = "technician"
    SITE = "site"
    DELEGATE = "delegate"
    OBSERVER = "observer"
    NOBODY = "nobody"  # without a sign-in


Rule = frozenset[Hat]

ANYONE: Rule = frozenset(Hat)
SIGNED_IN: Rule = ANYONE - {Hat.NOBODY}
ADMINISTRATORS: Rule = frozenset({Hat.ADMINISTRATOR})
ACCOUNTS: Rule = frozenset({Hat.ADMINISTRATOR, Hat.ARCHIVIST, Hat.OFFICER})
WITH_LOGIN: Rule = ACCOUNTS | {Hat.MEMBER}
PLANNERS: Rule = frozenset({Hat.ADMINISTRATOR, Hat.OFFICER})
IN_MEETING: Rule = frozenset(
    {Hat.CHAIR, Hat.DEPUTY, Hat.SECRETARY, Hat.TECHNICIAN, Hat.SITE, Hat.DELEGATE, Hat.OBSERVER}
)
SEES_MEETING: Rule = IN_MEETING | {Hat.ADMINISTRATOR, Hat.ARCHIVIST}
DESK: Rule = frozenset({Hat.CHAIR, Hat.SECRETARY})
PREPARES: Rule = DESK | {Hat.ADMINISTRATOR}
BRINGS_PAPERS: Rule = (IN_MEETING - {Hat.OBSERVER}) | {Hat.ADMINISTRATOR}
CALLS_ASIDE: Rule = frozenset({Hat.SECRETARY, Hat.TECHNICIAN, Hat.SITE})
VOTES: Rule = frozenset({Hat.CHAIR, Hat.DEPUTY, Hat.SITE, Hat.DELEGATE})
CONTROLS: Rule = DESK | {Hat.DEPUTY, Hat.TECHNICIAN}
KEEPS_PAPERS: Rule = PREPARES | {Hat.DEPUTY, Hat.ARCHIVIST}
RUNS_OR_KEEPS: Rule = CONTROLS | {Hat.ARCHIVIST}
OPENS_MARKED: Rule = frozenset({Hat.CHAIR, Hat.DEPUTY, Hat.SECRETARY, Hat.SITE, Hat.DELEGATE})
SEES_ACCESS: Rule = DESK | {Hat.ARCHIVIST}
HAS_NOTES: Rule = WITH_LOGIN | {Hat.DELEGATE}
NOTES_IN_MEETING: Rule = SEES_MEETING - {Hat.SITE, Hat.OBSERVER}
READS_RECORD: Rule = DESK | {Hat.ADMINISTRATOR, Hat.ARCHIVIST}

_API = "/api/v1"
_MEETING = "/api/v1/meetings/{meeting}"
_ARCHIVE = "/api/v1/archive/{meeting}"
_SLIP = "/api/v1/opinions/{slip}"
_ANSWER = "/api/v1/opinions/{slip}/answers/{account}"

ACCESS: dict[tuple[str, str], Rule] = {
    # Signing in and out
    ("POST", f"{_API}/session"): ANYONE,
    ("GET", f"{_API}/session"): SIGNED_IN,
    ("DELETE", f"{_API}/session"): SIGNED_IN,
    ("POST", f"{_API}/session/setup"): ANYONE,
    ("POST", f"{_API}/session/link"): ANYONE,
    ("POST", f"{_API}/session/pair"): ANYONE,
    ("POST", f"{_API}/session/password"): WITH_LOGIN,
    ("POST", f"{_API}/session/device-link"): frozenset({Hat.DELEGATE}),
    # Accounts
    ("GET", f"{_API}/accounts"): PLANNERS,
    ("POST", f"{_API}/accounts"): ADMINISTRATORS,
    ("PATCH", f"{_API}/accounts/{{account}}"): ADMINISTRATORS,
    ("POST", f"{_API}/accounts/{{account}}/link"): ADMINISTRATORS,
    ("DELETE", f"{_API}/accounts/{{account}}/password"): ADMINISTRATORS,
    # Sites and their machines
    ("GET", f"{_API}/sites"): PLANNERS,
    ("POST", f"{_API}/sites"): ADMINISTRATORS,
    ("PATCH", f"{_API}/sites/{{code}}"): ADMINISTRATORS,
    ("POST", f"{_API}/sites/import"): ADMINISTRATORS,
    ("GET", f"{_API}/sites/export.csv"): ADMINISTRATORS,
    ("POST", f"{_API}/sites/{{code}}/pairing-code"): ADMINISTRATORS,
    ("GET", f"{_API}/sites/{{code}}/devices"): ADMINISTRATORS,
    ("DELETE", f"{_API}/devices/{{device}}"): ADMINISTRATORS,
    # Meetings
    ("GET", f"{_API}/meetings"): SIGNED_IN,
    ("POST", f"{_API}/meetings"): PLANNERS,
    ("GET", _MEETING): SEES_MEETING,
    ("PATCH", _MEETING): PREPARES,
    ("GET", f"{_MEETING}/calendar.ics"): SEES_MEETING,
    ("POST", f"{_MEETING}/join"): IN_MEETING,
    ("GET", f"{_MEETING}/links"): PREPARES,
    ("POST", f"{_MEETING}/links"): PREPARES,
    ("DELETE", f"{_MEETING}/links/{{link}}"): PREPARES,
    # Secret polls: a credential for whoever is entitled, a ballot from whoever has one
    ("POST", f"{_MEETING}/polls/{{poll}}/credentials"): VOTES,
    ("GET", f"{_MEETING}/polls/{{poll}}/box"): DESK | {Hat.DEPUTY},
    ("POST", f"{_API}/ballots"): ANYONE,
    # The control room
    ("GET", f"{_MEETING}/board"): CONTROLS,
    ("POST", f"{_MEETING}/talkback"): CALLS_ASIDE,
    ("GET", f"{_MEETING}/contacts"): PREPARES,
    ("PUT", f"{_MEETING}/contacts/{{delegate}}"): PREPARES,
    ("POST", f"{_MEETING}/cancel"): PREPARES,
    # Mail
    ("GET", f"{_MEETING}/mail"): PREPARES,
    ("PUT", f"{_MEETING}/mail"): PREPARES,
    ("POST", f"{_MEETING}/mail/{{message}}/resend"): PREPARES,
    # Templates, series and the calendar
    ("GET", f"{_API}/templates"): PLANNERS,
    ("POST", f"{_API}/templates"): PLANNERS,
    ("GET", f"{_API}/templates/{{template}}"): PLANNERS,
    ("PUT", f"{_API}/templates/{{template}}"): PLANNERS,
    ("DELETE", f"{_API}/templates/{{template}}"): PLANNERS,
    ("POST", f"{_API}/templates/{{template}}/meeting"): PLANNERS,
    ("POST", f"{_MEETING}/template"): PREPARES,
    ("GET", f"{_API}/series"): PLANNERS,
    ("POST", f"{_API}/series"): PLANNERS,
    ("POST", f"{_API}/series/preview"): PLANNERS,
    ("GET", f"{_API}/series/{{series}}"): PLANNERS,
    ("PUT", f"{_API}/series/{{series}}"): PLANNERS,
    ("POST", f"{_API}/series/{{series}}/end"): PLANNERS,
    ("POST", f"{_API}/series/{{series}}/days/{{day}}/skip"): PLANNERS,
    ("POST", f"{_API}/series/{{series}}/days/{{day}}/move"): PLANNERS,
    ("POST", f"{_API}/series/{{series}}/days/{{day}}/restore"): PLANNERS,
    ("GET", f"{_API}/calendar"): SIGNED_IN,
    ("POST", f"{_API}/calendar/clashes"): PLANNERS,
    ("GET", f"{_API}/calendar/feed"): ACCOUNTS,
    ("POST", f"{_API}/calendar/feed"): ACCOUNTS,
    ("DELETE", f"{_API}/calendar/feed"): ACCOUNTS,
    ("GET", f"{_API}/calendar/feeds/{{token}}.ics"): ANYONE,
    # What meetings postponed
    ("GET", f"{_API}/agenda/postponed"): PLANNERS,
    ("POST", f"{_MEETING}/agenda/carry"): PREPARES,
    # Papers
    ("GET", f"{_MEETING}/papers"): SEES_MEETING,
    ("POST", f"{_MEETING}/papers/uploads"): PREPARES,
    ("POST", f"{_MEETING}/papers/submissions/{{paper}}/{{version}}/uploads"): BRINGS_PAPERS,
    ("GET", f"{_MEETING}/papers/uploads/{{upload}}"): BRINGS_PAPERS,
    ("PATCH", f"{_MEETING}/papers/uploads/{{upload}}"): BRINGS_PAPERS,
    ("DELETE", f"{_MEETING}/papers/uploads/{{upload}}"): BRINGS_PAPERS,
    ("DELETE", f"{_MEETING}/papers/{{paper}}"): PREPARES,
    ("GET", f"{_MEETING}/papers/{{paper}}/file"): SEES_MEETING,
    ("GET", f"{_MEETING}/papers/{{paper}}/original"): KEEPS_PAPERS,
    ("GET", f"{_MEETING}/papers/{{paper}}/thumbnails/{{page}}.webp"): SEES_MEETING,
    ("GET", f"{_MEETING}/papers/{{paper}}/text/{{page}}"): SEES_MEETING,
    ("GET", f"{_MEETING}/papers/search"): SEES_MEETING,
    ("POST", f"{_MEETING}/papers/receipts"): IN_MEETING,
    ("GET", f"{_MEETING}/papers/receipts"): CONTROLS | {Hat.ADMINISTRATOR},
    # Papers on their way to the desk
    ("GET", f"{_MEETING}/papers/submissions"): BRINGS_PAPERS,
    ("POST", f"{_MEETING}/papers/submissions"): BRINGS_PAPERS,
    ("PATCH", f"{_MEETING}/papers/submissions/{{paper}}/{{version}}"): BRINGS_PAPERS,
    ("DELETE", f"{_MEETING}/papers/submissions/{{paper}}/{{version}}"): BRINGS_PAPERS,
    ("POST", f"{_MEETING}/papers/submissions/{{paper}}/{{version}}/submit"): BRINGS_PAPERS,
    ("POST", f"{_MEETING}/papers/submissions/{{paper}}/{{version}}/decision"): PREPARES,
    ("GET", f"{_MEETING}/papers/readings"): SEES_MEETING,
    ("POST", f"{_MEETING}/papers/{{paper}}/read"): SEES_MEETING,
    ("GET", f"{_MEETING}/papers/{{paper}}/versions"): SEES_MEETING,
    ("GET", f"{_MEETING}/papers/{{paper}}/changes"): SEES_MEETING,
    ("GET", f"{_MEETING}/papers/readiness"): PREPARES | {Hat.DEPUTY},
    # Opinions between meetings: the office's side; each officer manages the slips they wrote
    ("GET", f"{_API}/opinions"): ACCOUNTS,
    ("POST", f"{_API}/opinions"): PLANNERS,
    ("GET", f"{_API}/opinions/directory"): PLANNERS,
    ("POST", f"{_API}/opinions/directory/match"): PLANNERS,
    ("GET", _SLIP): ACCOUNTS,
    ("PATCH", _SLIP): PLANNERS,
    ("DELETE", _SLIP): PLANNERS,
    ("POST", f"{_SLIP}/send"): PLANNERS,
    ("POST", f"{_SLIP}/extend"): PLANNERS,
    ("POST", f"{_SLIP}/recall"): PLANNERS,
    ("POST", f"{_SLIP}/close"): PLANNERS,
    ("POST", f"{_SLIP}/remind"): PLANNERS,
    ("POST", f"{_SLIP}/papers"): PLANNERS,
    ("DELETE", f"{_SLIP}/papers/{{paper}}"): PLANNERS,
    ("GET", f"{_SLIP}/summary.xlsx"): ACCOUNTS,
    ("GET", f"{_SLIP}/summary.html"): ACCOUNTS,
    ("GET", f"{_SLIP}/summary.pdf"): ACCOUNTS,
    ("GET", f"{_SLIP}/entries.jsonl"): ACCOUNTS,
    ("GET", f"{_SLIP}/verify"): ACCOUNTS,
    ("POST", f"{_MEETING}/agenda/opinion"): PREPARES,
    # ... and the recipients'; whose slip it is, the slip decides
    ("GET", f"{_API}/opinions/mine"): WITH_LOGIN,
    ("GET", f"{_API}/opinions/superiors"): WITH_LOGIN,
    ("GET", _ANSWER): WITH_LOGIN,
    ("PUT", _ANSWER): WITH_LOGIN,
    ("POST", f"{_ANSWER}/seen"): WITH_LOGIN,
    ("POST", f"{_ANSWER}/pass-up"): WITH_LOGIN,
    ("POST", f"{_ANSWER}/send-back"): WITH_LOGIN,
    ("POST", f"{_ANSWER}/take-back"): WITH_LOGIN,
    ("GET", f"{_ANSWER}/versions"): WITH_LOGIN,
    ("GET", f"{_ANSWER}/others"): WITH_LOGIN,
    ("POST", f"{_ANSWER}/files"): WITH_LOGIN,
    ("GET", f"{_SLIP}/files/{{file}}"): WITH_LOGIN,
    # What an account was told
    ("GET", f"{_API}/notices"): WITH_LOGIN,
    ("POST", f"{_API}/notices/read"): WITH_LOGIN,
    # Private notes: each owner's own, which only that owner's sign-in opens
    ("GET", f"{_API}/notes/key"): HAS_NOTES,
    ("POST", f"{_API}/notes/unlock"): WITH_LOGIN,
    ("POST", f"{_API}/notes/transfers"): HAS_NOTES,
    ("POST", f"{_API}/notes/transfers/claim"): HAS_NOTES,
    ("POST", f"{_API}/notes/renounce"): HAS_NOTES,
    ("GET", f"{_API}/notes"): HAS_NOTES,
    ("GET", f"{_API}/notes/marked"): HAS_NOTES,
    ("GET", f"{_MEETING}/notes"): NOTES_IN_MEETING,
    ("PUT", f"{_MEETING}/notes/{{note}}"): NOTES_IN_MEETING,
    ("DELETE", f"{_MEETING}/notes/{{note}}"): NOTES_IN_MEETING,
    # Marked papers
    ("GET", f"{_MEETING}/papers/{{paper}}/pages/{{page}}.webp"): OPENS_MARKED,
    ("GET", f"{_MEETING}/papers/{{paper}}/pages/{{page}}/text"): OPENS_MARKED,
    ("GET", f"{_MEETING}/markings/access"): SEES_ACCESS,
    ("GET", f"{_MEETING}/markings/access.jsonl"): SEES_ACCESS,
    ("GET", f"{_MEETING}/markings/recall"): SEES_ACCESS,
    # The record
    ("GET", f"{_API}/archive"): ACCOUNTS,
    ("GET", _ARCHIVE): READS_RECORD,
    ("GET", f"{_ARCHIVE}/tracks/{{track}}.webm"): READS_RECORD,
    ("GET", f"{_ARCHIVE}/proceedings.html"): READS_RECORD,
    ("GET", f"{_ARCHIVE}/proceedings.pdf"): READS_RECORD,
    ("GET", f"{_ARCHIVE}/events.jsonl"): READS_RECORD,
    ("GET", f"{_MEETING}/line-check.html"): RUNS_OR_KEEPS,
    ("GET", f"{_MEETING}/line-check.pdf"): RUNS_OR_KEEPS,
    ("GET", f"{_MEETING}/attendance.xlsx"): RUNS_OR_KEEPS,
    ("GET", f"{_ARCHIVE}/attendance.xlsx"): READS_RECORD,
    # What this installation allows
    ("GET", f"{_API}/limits"): ANYONE,
    # The check before joining
    ("GET", f"{_API}/net/echo"): SIGNED_IN,
    ("GET", f"{_API}/net/blob"): SIGNED_IN,
    ("POST", f"{_API}/net/blob"): SIGNED_IN,
}


# Looking at what could be got is as getting it; asking how something is sent is as sending it.
_AS = {"HEAD": "GET", "OPTIONS": "POST"}
_PATTERNS = {
    address: re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(address[1]))) for address in ACCESS
}


def rule_for(method: str, path: str, route: str) -> Rule:
    """Who may use the route `route` (the end of its address as declared) asked for as `path`.

    Nobody at all when no line of the table has this method, fits the path and ends as the route does.
    """
    asked = _AS.get(method, method)
    fitting = [
        rule
        for (line, address), rule in ACCESS.items()
        if line == asked and address.endswith(route) and _PATTERNS[line, address].fullmatch(path)
    ]
    # Two lines that fit one request would be an ambiguity; the narrower holds.
    return frozenset.intersection(*fitting) if fitting else frozenset()
