"""What readers do by hand over many articles: compare, follow a subject, keep passages, wait for what is new.

`topics` and `periods` read a subject. `comparison` looks for it in several jurisdictions, `timeline` through the years;
`tables`, `wording`, `plot` and `png` show what was found. `reading_list` holds what is kept, `reading_list_files` makes
files of it, in which `inert` leaves nothing that was typed a markup. `watching` says which new articles are waited for
and when, `digest` in which order they are told.
"""
