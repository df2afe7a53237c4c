"""Swedish sentences about published figures, from templates.

Owns the words around a figure: heading, value, change, target, completeness, and why something is not
shown. Must not know Dash, SQL, colours or data frames. Says what is, never why: no cause, no grading of ordinary variation.
"""

from components.sentences.changes import change_between, change_label, change_sentence
from components.sentences.completeness import missing_sentence, reported_sentence, selection_sum_sentence
from components.sentences.model import Observation, SentenceError, Subject, Target
from components.sentences.phrases import subject_of
from components.sentences.targets import Status, status, target_sentence
from components.sentences.text import sentence
from components.sentences.values import PROTECTED, finding, value_sentence

__all__ = [
    "PROTECTED",
    "Observation",
    "SentenceError",
    "Status",
    "Subject",
    "Target",
    "change_between",
    "change_label",
    "change_sentence",
    "finding",
    "missing_sentence",
    "reported_sentence",
    "selection_sum_sentence",
    "sentence",
    "status",
    "subject_of",
    "target_sentence",
    "value_sentence",
]
