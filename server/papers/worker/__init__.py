"""Programs that look into files of unknown content, each run in a process of its own (`__main__`).

They import nothing else of this project but the table of kinds, so that a flaw in a library that parses a
hostile file meets no secrets. What they write and say is not trusted either (`server.papers.workers`).
"""
