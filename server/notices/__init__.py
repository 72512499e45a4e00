"""Telling accounts that something concerns them: one port (`port.Notices`), and notices kept inside."""
