"""A laboratory of crashes: every command that writes, killed or failed at any change of any file; ``python -m tests.crashes 2000``."""
