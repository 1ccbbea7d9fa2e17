"""What travels: files that other programs read."""
