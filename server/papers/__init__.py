"""Papers of a meeting: upload, quarantine, check in a process of its own, storage and download."""
