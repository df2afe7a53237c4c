"""Beyond one machine: replicas that fetch a snapshot, and the shared store of several municipalities.

Owns: how a proved snapshot gets from one store to another. Must not know: the register.
"""
