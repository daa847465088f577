"""Filling in: begin, come back by a key or by mail, save, and what the answers so far come to."""
