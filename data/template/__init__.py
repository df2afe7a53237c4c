"""The workbook that units fill in.

Owns: its sheets, drop-downs, locked cells and words. Must not know: how a filled-in workbook is read.
"""
