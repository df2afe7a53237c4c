"""The coordinator's desk: files handed in, reviewed, approved, taken back.

Owns: batches that wait for approval, the choices and answers that belong to them, what a review shows.
Must not know: the web, how files are read, how figures are protected.
"""
