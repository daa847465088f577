"""What is kept of a response and what becomes of it: submissions, reviews, profiles, map entries."""
