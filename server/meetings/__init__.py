"""Meetings at run time: one owner each, views fanned out to screens, the meeting socket."""
