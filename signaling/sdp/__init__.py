"""Session descriptions: bounded parsing into typed values, and answers and offers built from values."""
