"""Sets the program up on a machine with nothing but Python, and runs it, its tests and its checks."""
