"""Who may do what: accounts, sessions, links, sites, devices and the table of access.

`build.People` holds the services, `guard` the dependencies (`admit`, `current_principal`, `resolve_seat`).
"""
