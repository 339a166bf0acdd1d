"""What Discord refuses, by its documented limits."""
