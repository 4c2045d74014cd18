"""Measuring: what is counted on a day. It knows no target and no verdict."""
