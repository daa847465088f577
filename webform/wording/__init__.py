"""What several pages say with the same words: problems with an answer, states, and texts of a survey as safe HTML."""
