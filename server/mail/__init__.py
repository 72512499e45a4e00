"""Mail: what is to be written to whom, kept until it is sent, and the way to the SMTP server."""
