"""Question files asked of a corpus, judged, and counted."""
