"""What coordinators see: the list of submissions (`queue`), and one with everything around it (`reviewed`)."""
