"""Judging: counts against dated targets. It knows no table and no file; measuring knows no target."""
