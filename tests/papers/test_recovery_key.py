"""The page with the recovery key: all six groups, one page, and what to do with it."""

import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from nscp_desktop.documents.pdf import draw
from nscp_desktop.papers.recovery_key import RecoveryKey, compose
from nscp_desktop.rules.recovery_key import printed, typed

KEY = printed(bytes(range(20)))
CONTENT = RecoveryKey("Norfolk Safeguarding Children Partnership", "records.nscp", KEY, date(2027, 1, 14))


@pytest.mark.parametrize("size", [12, 16])
def test_it_is_one_page_from_which_the_key_can_be_typed(size: int) -> None:
    pages = PdfReader(io.BytesIO(draw(compose(CONTENT, size), datetime(2027, 1, 14, tzinfo=UTC)))).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    at = [text.index(group) for group in KEY.split("-")]
    assert at == sorted(at)
    assert typed(" ".join(KEY.split("-"))) == KEY
    assert "records.nscp" in text
    assert "14 January 2027" in text
    assert "Keep locked away" in text
    assert "Lock it away" in text
