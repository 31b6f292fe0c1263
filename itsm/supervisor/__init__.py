"""Starts and stops what Tanggap runs on, in order: Redis and PostgreSQL, then web server, worker and beat (K1)."""
