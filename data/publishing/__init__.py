"""From the register to a snapshot in force: roll up, protect, write, audit, switch.

Owns: what is summed, which corrections wait, what earlier snapshots have shown.
Must not know: how a pattern is found (`data/protection/`), nor how it is attacked (`data/audit/`).
"""
