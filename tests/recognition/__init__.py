"""Lists as offices really write them, with invented people, and what is right for each."""
