"""What people do: use cases with a verb, and the questions that screens ask."""
