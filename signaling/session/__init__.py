"""LiveKit signal sessions without I/O: messages in, messages out, negotiation as pure functions."""
