"""The pages of businesses and of agencies and schools; it knows no other page."""
