"""Secret polls: the private key while one runs, who took a credential, and the box."""

from __future__ import annotations

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.db.base import Base, JsonText


class BallotKeyRow(Base):
    """The key of a secret poll, from its opening to its end; ``sealed``: the box takes nothing more."""

    __tablename__ = "ballot_keys"

    meeting: Mapped[str] = mapped_column(
        String(40), ForeignKey("event_streams.meeting", ondelete="CASCADE"), primary_key=True
    )
    poll: Mapped[str] = mapped_column(String(64), primary_key=True)
    private: Mapped[bytes] = mapped_column(LargeBinary)
    public: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bool] = mapped_column(default=False)


class BallotCredentialRow(Base):
    """That a seat's blinded message (its SHA-256) was signed: another one of the same seat is not."""

    __tablename__ = "ballot_credentials"
    __table_args__ = (
        ForeignKeyConstraint(
            ["meeting", "poll"], ["ballot_keys.meeting", "ballot_keys.poll"], ondelete="CASCADE"
        ),
    )

    meeting: Mapped[str] = mapped_column(String(40), primary_key=True)
    poll: Mapped[str] = mapped_column(String(64), primary_key=True)
    seat: Mapped[str] = mapped_column(String(80), primary_key=True)
    blinded: Mapped[str] = mapped_column(String(64))


class BallotRow(Base):
    """A ballot. No seat, no time, and no number that would tell in which order they came."""

    __tablename__ = "ballot_box"
    __table_args__ = (
        ForeignKeyConstraint(
            ["meeting", "poll"], ["ballot_keys.meeting", "ballot_keys.poll"], ondelete="CASCADE"
        ),
        {"sqlite_with_rowid": False},
    )

    meeting: Mapped[str] = mapped_column(String(40), primary_key=True)
    poll: Mapped[str] = mapped_column(String(64), primary_key=True)
    serial: Mapped[str] = mapped_column(String(88), primary_key=True)
    choices: Mapped[list[str]] = mapped_column(JsonText)
    change: Mapped[int] = mapped_column()
    signature: Mapped[str] = mapped_column(Text)
    proof: Mapped[str] = mapped_column(String(88))
