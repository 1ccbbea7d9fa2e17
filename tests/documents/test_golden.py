"""Papers compared line by line with what was once read and found right."""

from __future__ import annotations

from tests.documents import golden


def test_papers_print_and_read_as_they_did() -> None:
    papers = golden.papers()
    assert {path.name for path in golden.FOLDER.iterdir()} == set(papers)
    for name, said in papers.items():
        assert said.splitlines() == (golden.FOLDER / name).read_text(encoding="utf-8").splitlines(), name
