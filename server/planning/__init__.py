"""What lies between meetings: templates, series of briefings, the calendar and its feeds."""
