"""Object storage: files under keys of our own making, on a local folder or an S3-compatible store."""
