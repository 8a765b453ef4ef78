"""The Focus as it is published: one document value, and a renderer for each medium.

`focus` composes it from a computed edition; `pdf`, `page` and `opendata` render it; `publish` writes all of it.
"""
