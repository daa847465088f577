"""The application as people use it: the real server, a real database, a real browser."""
