"""One seat's own corner of the view."""

from __future__ import annotations

from rooms.base.roles import Viewer
from rooms.lookup.seats import Person, find_person, is_admitted
from rooms.papers.documents import may_mark, may_present
from rooms.permissions import allowed
from rooms.rights import barred_from, publish_rights
from rooms.screens.line_check import steps_to_do
from rooms.speaking.floor import has_turn
from rooms.speaking.microphones import microphone
from rooms.speaking.requests import live_requests
from rooms.state import Meeting
from rooms.views.agenda import next_item_view
from rooms.views.attendance import own_hall_view
from rooms.views.checks import own_checks_view
from rooms.views.control import own_remote_view, own_talkback_view
from rooms.views.floor import denial_view, ending_view
from rooms.views.hall_polls import hall_poll_view
from rooms.views.json import Json
from rooms.views.polls import own_polls_view
from rooms.views.program import messages_to
from rooms.views.veil import seen_by


def me_view(state: Meeting, viewer: Viewer) -> Json:
    """One seat's own corner. A seat that is not part of the meeting sees that it may do nothing."""
    barred = barred_from(state, viewer)
    state = seen_by(state, viewer.role)
    seat = viewer.seat
    person = find_person(state, seat) or Person(seat, viewer.role, "")
    requests = [request.id for request in live_requests(state, seat)]
    rights = publish_rights(state, seat)
    return {
        "seat": seat,
        "role": viewer.role,
        "name": person.name,
        "site": person.site,
        "admitted": is_admitted(state, viewer),
        "presides": state.presiding.seat == seat,
        "microphone": microphone(state, seat),
        "request": requests[0] if requests else None,
        "requests": requests,
        "holds_floor": has_turn(state, seat),
        "rights": {"camera": rights.camera, "microphone": rights.microphone, "screen": rights.screen},
        "may_present": may_present(state, seat),
        "may_mark": may_mark(state, seat),
        "can": allowed(state, viewer),
        "barred": barred,
        "next_item": next_item_view(state, person),
        "mute_reason": state.muted.get(person.site or seat),
        "denied": denial_view(state.floor.denied.get(seat), seat),
        "remote": own_remote_view(state, seat),
        "talkback": own_talkback_view(state, seat),
        "messages": messages_to(state, seat),
        "check": list(steps_to_do(state, seat)),
        "checked": own_checks_view(state, seat),
        "ended": ending_view(state.floor.ended.get(seat), seat),
        **own_hall_view(state, viewer, person),
        **own_polls_view(state, viewer),
        **hall_poll_view(state, viewer),
    }
