"""The attack on what is published: from the written files alone, what can a reader work out?

Owns: reading a snapshot as an attacker does, the equations it gives, and the ranges they leave.
Must not know: the protection, the register, the ledger. It shares no code with any of them.
"""

from data.audit.attack import AuditError, Exposure, attack, audit

__all__ = ["AuditError", "Exposure", "attack", "audit"]
