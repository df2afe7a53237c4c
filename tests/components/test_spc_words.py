"""The words for statistical process control."""

from itertools import pairwise

from components.spc import Assurance, Rebase, control
from components.spc_rules import Rule, Signal
from components.spc_words import (
    HOW_TO_READ,
    TOO_FEW,
    WITHIN,
    assurance_sentence,
    control_text,
    signal_sentence,
)
from tests.components.spc_cases import STEADY, series

LABELS = [f"månad {i}" for i in range(40)]


def test_every_rule_has_words_for_both_ways():
    sentences = {signal_sentence([Signal(rule, is_up)]) for rule in Rule for is_up in (True, False)}
    assert len(sentences) == 8
    assert all(one.endswith("Förändringen är större än den vanliga variationen.") for one in sentences)
    assert signal_sentence([]) == ""


def test_the_text_tells_the_latest_value():
    assert control_text(control(series(STEADY)), LABELS) == WITHIN
    assert control_text(control(series([1.0])), LABELS) == TOO_FEW
    assert control_text(control(series([*STEADY, *STEADY, 30.0])), LABELS) == (
        "Det senaste värdet ligger över den övre gränsen. Förändringen är större än den vanliga variationen."
    )


def test_the_text_tells_of_earlier_signals():
    text = control_text(control(series([*STEADY, 30.0, *STEADY])), LABELS)
    assert text == f"{WITHIN} Större förändringar finns tidigare, senast i månad 12."


def test_the_text_tells_that_limits_are_provisional_or_computed_anew():
    assert control_text(control(series(STEADY[:7])), LABELS) == (
        f"{WITHIN} Gränserna är preliminära: de bygger på 7 av minst 12 värden."
    )
    anew = control(series([*STEADY, *STEADY]), rebases=[Rebase("2021-01-01", "Ny rutin")])
    assert control_text(anew, LABELS) == f"{WITHIN} Gränserna är omräknade från händelsen ”Ny rutin”."


def test_every_assurance_has_words():
    assert [assurance_sentence(one) for one in (*Assurance, None)] == [
        "Målet nås stadigt.",
        "Det varierar om målet nås.",
        "Målet nås inte utan förändring.",
        "",
    ]


def test_how_to_read_is_written_in_short_sentences_without_cause_or_jargon():
    sentences = HOW_TO_READ.split(". ")
    assert max(len(one.split()) for one in sentences) <= 20
    assert not {"signifikant", "sigma", "p-diagram", "på grund av"} & set(HOW_TO_READ.lower().split())
    assert all(a != b for a, b in pairwise(sentences))
