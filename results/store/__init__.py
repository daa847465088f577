"""The only modules that issue queries: one per aggregate, functions that take the connection of a transaction first."""
