"""What units send is read or refused, and the reason is said with its cell."""

import pytest

from dvk_data.intake import read_submission
from dvk_data.wording import wording
from tests.intake.corpus import CASES
from tests.intake.sheets import REFERENCES

WORDS = [wording(language) for language in ("vi", "en")]


def test_corpus_is_large_enough_and_every_case_has_its_own_name():
    names = [case[0] for case in CASES]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("file_name", "content", "errors", "doubts", "answers"),
    [pytest.param(*case[1:], id=case[0].replace(" ", "-")) for case in CASES],
)
def test_file_gets_the_verdict_it_deserves(file_name, content, errors, doubts, answers):
    submission = read_submission(file_name, content, references=REFERENCES, answers=answers)
    said = [f"{p.code} {p.cell}: {p.sentence(WORDS[0])}" for p in submission.problems]
    assert {problem.code for problem in submission.errors} == set(errors.split()), said
    assert {problem.code for problem in submission.doubts} == set(doubts.split()), said
    assert all(problem.sentence(words) for problem in submission.problems for words in WORDS)
    is_good = not errors and sum(map(bool, submission.rows.values())) > 1
    assert is_good == submission.is_acceptable({doubt.key for doubt in submission.doubts})
    assert submission.is_acceptable() == (not errors and not doubts)
