"""Datagrams in and out: ICE-lite, DTLS, SRTP and SCTP on one UDP and one TCP port per worker."""
