"""Attendance (bảng theo dõi thành phần dự họp) as an Excel workbook, from the event log alone."""

from recordings.attendance.workbook import attendance_workbook

__all__ = ["attendance_workbook"]
