"""What is kept: one table per noun of the field, with its fields and nothing else."""
