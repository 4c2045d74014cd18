"""Who is let in: the guard in front of everything that the server answers, signing in and out, and the page of accounts."""
