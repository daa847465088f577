"""Keeping what is kept right: drafts that nobody goes on with end (`expiry`), and entries are asked about once a year
(`renewal`).
"""
