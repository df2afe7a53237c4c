"""Swedish sentences about published figures, from templates.

Owns the words around a figure: heading, value, change, target, completeness, and why something is not shown.
Must not know Dash, SQL, colours or data frames. Says what is, never why: no cause.
"""

from components.sentences.changes import change_label, change_sentence, difference
from components.sentences.completeness import (
    missing_sentence,
    partial_sentence,
    reported_sentence,
    selection_sum_sentence,
)
from components.sentences.grammar import join_sentences
from components.sentences.model import Observation, SentenceError, Subject, Target
from components.sentences.subject import subject_of
from components.sentences.targets import status, target_label, target_sentence
from components.sentences.text import sentence
from components.sentences.values import PROTECTED, finding, value_sentence

__all__ = [
    "PROTECTED",
    "Observation",
    "SentenceError",
    "Subject",
    "Target",
    "change_label",
    "change_sentence",
    "difference",
    "finding",
    "join_sentences",
    "missing_sentence",
    "partial_sentence",
    "reported_sentence",
    "selection_sum_sentence",
    "sentence",
    "status",
    "subject_of",
    "target_label",
    "target_sentence",
    "value_sentence",
]
