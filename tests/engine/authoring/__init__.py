"""Tests of authoring. `surveys` gives small surveys to spoil."""
