"""What is found and what is cried wolf over, on data nobody wrote a rule from."""
