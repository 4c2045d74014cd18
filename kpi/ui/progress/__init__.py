"""The page of progress and forecast; it forecasts nothing itself and knows no other page."""
