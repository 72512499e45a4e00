"""Media as the server sees it: who may send what, who records, the way to the worker that holds a room."""
