"""What works around Streamlit, one module per reason; it knows the desk and the frame, and no page.

Each module says why it is there and what was measured with it; a test of each in ``tests/unit/test_server.py`` fails as soon as
Streamlit no longer needs it.
"""
