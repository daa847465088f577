"""What the coordinators' list is made of, apart from the database: what it shows of a submission, and how long that waits."""
