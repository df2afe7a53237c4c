"""Questions to the published snapshot: SQL files, and typed functions over them.

Owns: what is asked and what the answer's columns mean. Must not know: Dash, pages, how anything is drawn,
the register.
"""
