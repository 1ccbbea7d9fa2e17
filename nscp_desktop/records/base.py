"""What every record has: a text id that two laptops can agree on, and a mark instead of deletion."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import String, TypeDecorator
from sqlmodel import Field, SQLModel

_NAMESPACE = uuid.UUID("6f2b7a0e-5d0c-4c53-9a53-6e7b5f1c9d21")


def new_id() -> str:
    """A fresh random id (uuid4 as text)."""
    return str(uuid.uuid4())


@lru_cache(maxsize=4096)
def meeting_point(*parts: str) -> str:
    """The one id on which two laptops meet for the same parts (uuid5 as text), as meeting + person."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))


def _moment(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)


class Instant(TypeDecorator[datetime]):
    """A moment, kept as ISO text in UTC and given back as an aware datetime in UTC."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Turn an aware moment into its UTC text; a moment without a zone is refused."""
        return None if value is None else self.text(value)

    @staticmethod
    def text(moment: datetime) -> str:
        """The text that is kept of an aware moment; one without a zone is refused (ValueError)."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return moment.astimezone(UTC).isoformat(timespec="microseconds")

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """What turns the kept text back into an aware moment in UTC; itself, not by way of the decorator."""
        return _moment


class Record(SQLModel):
    """A row that is kept, logged field by field, and never deleted but marked ``removed``."""

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        """The class name in the singular, words joined by underscores."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    id: str = Field(default_factory=new_id, primary_key=True)
    removed: bool = False
