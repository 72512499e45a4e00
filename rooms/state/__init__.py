"""The state of a meeting as immutable values, a file a subject. What the parts mean; no rule lives here.

Mappings are replaced, never changed in place: use ``put`` and ``drop``.
"""

from rooms.state.agenda import Agenda, Item, ItemState, Source
from rooms.state.attendance import (
    CODE_GRACE,
    CODE_LIFE,
    Answer,
    CheckinCode,
    QuorumRule,
    SeatRow,
    Stay,
    Substitute,
    without_delegate,
)
from rooms.state.base import EPOCH, Phase, drop, put
from rooms.state.checks import CheckAlarm, CheckResult, CheckRun, Checks, Measure, SiteCheck
from rooms.state.control import Remote, RemoteState, Talkback
from rooms.state.floor import (
    ANSWER,
    ANSWER_BACK,
    POINT_OF_ORDER,
    QUESTION,
    SPEECH,
    Denial,
    Ending,
    Floor,
    Request,
)
from rooms.state.meeting import Meeting
from rooms.state.papers import Due, Dues, Front, Paper, PaperKind, Withdrawal
from rooms.state.people import Delegate, Line, Mark, Observer, Officer, Presiding, Roll, Site
from rooms.state.program import Notice, Program, Scene, Words
from rooms.state.questions import Question, Questions, QuestionTurn
from rooms.state.record import Decision, Message, Recording
from rooms.state.speakers import (
    BY_HAND,
    BY_RANK,
    BY_REQUEST,
    LEAST_SPOKEN,
    NO_ITEM,
    Recent,
    RecentlySpoken,
    SpeakerList,
    Spoken,
)

__all__ = [
    "ANSWER",
    "ANSWER_BACK",
    "BY_HAND",
    "BY_RANK",
    "BY_REQUEST",
    "CODE_GRACE",
    "CODE_LIFE",
    "EPOCH",
    "LEAST_SPOKEN",
    "NO_ITEM",
    "POINT_OF_ORDER",
    "QUESTION",
    "SPEECH",
    "Agenda",
    "Answer",
    "CheckAlarm",
    "CheckResult",
    "CheckRun",
    "CheckinCode",
    "Checks",
    "Decision",
    "Delegate",
    "Denial",
    "Due",
    "Dues",
    "Ending",
    "Floor",
    "Front",
    "Item",
    "ItemState",
    "Line",
    "Mark",
    "Measure",
    "Meeting",
    "Message",
    "Notice",
    "Observer",
    "Officer",
    "Paper",
    "PaperKind",
    "Phase",
    "Presiding",
    "Program",
    "Question",
    "QuestionTurn",
    "Questions",
    "QuorumRule",
    "Recent",
    "RecentlySpoken",
    "Recording",
    "Remote",
    "RemoteState",
    "Request",
    "Roll",
    "Scene",
    "SeatRow",
    "Site",
    "SiteCheck",
    "Source",
    "SpeakerList",
    "Spoken",
    "Stay",
    "Substitute",
    "Talkback",
    "Withdrawal",
    "Words",
    "drop",
    "put",
    "without_delegate",
]
