"""What is public as others take it over: every format is a file of its own here, made from the same allowed fields.

`told.py` says what is told of an entry, and is all that the formats know; `reading.py` reads the entries, a batch at a time,
so that neither memory nor a connection is held for who reads slowly. Nothing here knows of requests; addresses are passed in.
"""
