"""Forwarding of media without decoding it: RTP in, rewritten RTP out. See README.md. Sans-IO."""
