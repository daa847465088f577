"""What `script/bench` runs: the budgets of docs/developer/speed.md, measured, never asserted."""
