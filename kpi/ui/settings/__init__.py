"""The page of settings: what the office may change of its configuration without an editor."""
