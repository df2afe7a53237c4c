"""Who may see and do what: roles, guards, sessions, login, response headers and the audit trail.

Pages and callbacks use `access.guard`; the composition root calls `access.gate.install` once.
This package must not know any page, figure or query.
"""
