"""`glmbot corpus`: the articles of a folder added, checked, fetched, listed and mended."""
