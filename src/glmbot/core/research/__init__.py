"""What readers do by hand over many articles: a topic in several jurisdictions, and a subject through the years."""
