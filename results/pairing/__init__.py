"""Who fits whom, and where a proposal of contact stands: pure functions over frozen values."""
