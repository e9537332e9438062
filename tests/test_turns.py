"""Readers take turns: how many pages are drawn at once, and that long work holds nobody up."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError, Lock
from time import sleep

import pytest
from streamlit.testing.v1 import AppTest

from dvk_data.screen import turns

READERS = 4 * turns.AT_ONCE


def test_no_more_pages_are_drawn_at_once_than_there_are_turns():
    counting, drawing, most = Lock(), 0, 0

    def draw(_):
        nonlocal drawing, most
        with turns.taken():
            with counting:
                drawing += 1
                most = max(most, drawing)
            sleep(0.01)
            with counting:
                drawing -= 1

    with ThreadPoolExecutor(READERS) as readers:
        list(readers.map(draw, range(READERS)))
    assert most == turns.AT_ONCE


def test_long_work_gives_its_turn_back():
    all_work = Barrier(READERS)

    def work(_):
        with turns.taken(), turns.given_back("…"):
            all_work.wait(timeout=30)

    with ThreadPoolExecutor(READERS) as readers:
        list(readers.map(work, range(READERS)))
    assert_all_turns_are_free()


def test_a_page_that_fails_gives_its_turn_back():
    for _ in range(2 * turns.AT_ONCE):
        with pytest.raises(ZeroDivisionError), turns.taken(), turns.given_back("…"):
            raise ZeroDivisionError
    assert_all_turns_are_free()


@pytest.mark.parametrize("ending", ["st.stop()", "st.switch_page(there)", "1 / 0"])
def test_a_page_that_ends_early_gives_its_turn_back(ending):
    def script(ending):
        import streamlit as st

        from dvk_data.screen import turns

        there = st.Page(lambda: None, title="there", url_path="there")
        here = st.Page(lambda: None, title="here", default=True)
        if st.navigation([here, there]) == here:
            with turns.taken():
                exec(ending)

    AppTest.from_function(script, args=(ending,)).run()
    assert_all_turns_are_free()


def assert_all_turns_are_free():
    """As many readers as there are turns draw at one time, and one more would wait."""
    together = Barrier(turns.AT_ONCE + 1)

    def draw(_):
        with turns.taken():
            together.wait(timeout=5)

    with ThreadPoolExecutor(turns.AT_ONCE) as readers:
        drawn = readers.map(draw, range(turns.AT_ONCE))
        try:
            together.wait(timeout=5)
        except BrokenBarrierError:
            pytest.fail("a turn was not given back")
        list(drawn)
