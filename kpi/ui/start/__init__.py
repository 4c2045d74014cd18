"""Bắt đầu: from an empty folder to the first right figure, in five steps on one page."""
