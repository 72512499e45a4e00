"""The control room: what every line of a meeting is like, was like in the last hour, and what is wrong.

Figures come from the screens' own browsers (the signal ``figures``) and from the media plane. They are kept
in memory by the process that owns the meeting and nowhere else; a restart begins a new hour and says so.
"""
