"""The memory of what has been made: bounded in bytes, the least used forgotten first."""

import threading
import tracemalloc

import pytest

from queries.memory import Memory, size_of


def kept(memory: Memory[bytes], keys: str) -> str:
    """Which of the keys something is kept for; looked at without making them any newer."""
    return "".join(key for key in keys if key in memory._kept)


def test_the_least_used_is_forgotten_when_there_is_no_room() -> None:
    memory: Memory[bytes] = Memory(40)
    for key in "abcd":
        memory.put(key, b"0123456789")
    memory.get("a")
    memory.put("e", b"0123456789")
    assert (kept(memory, "abcde"), memory.size) == ("acde", 40)


def test_what_was_kept_first_stays_and_is_counted_once() -> None:
    memory: Memory[bytes] = Memory(100)
    memory.put("a", b"first")
    memory.put("a", b"second, which changes nothing")
    assert (memory.get("a"), memory.size) == (b"first", 5)


def test_what_would_push_out_too_much_is_not_kept() -> None:
    memory: Memory[bytes] = Memory(40)
    for key in "abcd":
        memory.put(key, b"0123456789")
    memory.put("e", b"01234567890")
    assert kept(memory, "abcde") == "abcd"


def test_nothing_kept_is_told_from_nothing_there() -> None:
    memory: Memory[None] = Memory(1000)
    memory.put("a", None)
    assert (memory.get("a", 1), memory.get("b", 1)) == (None, 1)


def test_what_cannot_be_measured_is_refused_not_kept_without_bound() -> None:
    memory: Memory[object] = Memory(1000)
    with pytest.raises(TypeError):
        memory.put("a", threading.Lock())
    assert len(memory) == 0


def test_a_value_is_not_taken_for_smaller_than_it_is() -> None:
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        value = [{f"key {number}": [float(number), f"text {number}"]} for number in range(2000)]
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert taken / 3 < size_of(value) < taken * 3
