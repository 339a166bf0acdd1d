"""Measurements on generated articles, beside other engines: `glmbot bench`."""
