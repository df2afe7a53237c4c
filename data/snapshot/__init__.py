"""The snapshot: its rows, its file, and the pointer to the one in force.

Owns: how published figures are written, checked and switched to. Must not know: protected figures.
"""
