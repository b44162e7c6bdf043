"""The editor of the cast: questions about names, what a reader decides about people, and the file that keeps it."""
