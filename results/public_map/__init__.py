"""The public map: putting an entry on it (`publish`), reading it (`reading`), and who is on it under the same name."""
