"""A JSON Schema of topic files, by which editors complete and check while one types."""

import json
from typing import Any

from bot.knowledge.model import Topic

DRAFT = "http://json-schema.org/draft-07/schema#"  # what editors' YAML plugins understand


def json_schema() -> str:
    """The schema as JSON, ending in a line break; always the same text for the same model."""
    schema = Topic.model_json_schema()
    described = {
        "$schema": DRAFT,
        **schema,
        "title": "FAQ topic",
        "description": "One topic file of an FAQ: a title and its entries.",
    }
    return json.dumps(_tidy(described), indent=2, ensure_ascii=False) + "\n"


def _tidy(value: Any) -> Any:
    """Without the titles pydantic makes from field names ("Follow Ups"): the names as they are typed say more."""
    if isinstance(value, dict):
        return {
            key: _tidy(part)
            for key, part in value.items()
            if not (key == "title" and isinstance(part, str) and "properties" not in value)
        }
    return [_tidy(part) for part in value] if isinstance(value, list) else value
