"""What a person has to settle, and what he decided; it knows no screen."""
