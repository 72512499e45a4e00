"""Benchmarks: figures with their command and machine. Never run by the tests, never judged by them."""
