"""The fixed words of the reports: what they are about, and what they always say.

Owns those words. Must not know figures or formats of files.
"""

TITLE = "Arbetet mot prostitution och människohandel för sexuella ändamål"
DEMO_TEXT = "Demodata – påhittade siffror"
"""Stands on every page, slide and sheet; the same words as in the shell of the pages (a test compares)."""
EXAMPLE_TARGETS = "Målen är exempel. De är inte beslutade."
STANDING = "Åtgärdernas läge gäller den dag utgåvan publicerades."
EXAMPLE_MEASURES = "Åtgärdernas läge och steg är exempel."
NOTHING_DRAWN = "Diagrammet ritas inte, eftersom ingen av dess uppgifter visas."
NO_CAUSE = "Rapporten säger vad som har ändrats. Den säger inte varför."
LAW = "Uppföljningen ingår i arbetet enligt socialtjänstlagen (2025:400)."
