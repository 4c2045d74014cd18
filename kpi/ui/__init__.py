"""What the pages are made of: questions, cards, charts, words. The only part of ``kpi`` that knows Streamlit."""
