"""Articles: read from files, cut into passages, filtered, looked up by name and listed."""
