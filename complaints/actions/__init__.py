"""What is done in the channel: each a keyword-only function, `by=` first, in one transaction."""
