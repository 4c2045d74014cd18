"""What the pages are made of: the session's questions, cards, charts, words. The only part of ``kpi`` that knows Streamlit."""
