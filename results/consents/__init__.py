"""Consents: for which words they hold (`words_read`), how they stand (`standing`), and changing one (`changes`)."""
