"""What a paper says: values in, blocks out; the same blocks for PDF, Word and the screen."""
