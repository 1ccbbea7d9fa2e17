"""What is true: pure functions over small frozen values, without clock, disk, SQL or Qt."""
