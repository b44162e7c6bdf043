"""The compare page: two or more stories, or the parts of one, beside each other."""
