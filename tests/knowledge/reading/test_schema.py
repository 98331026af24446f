"""The JSON Schema that editors use."""

import json
from pathlib import Path

from bot.knowledge.model import Entry, Kind, Topic
from bot.knowledge.reading.schema import json_schema

COMMITTED = Path(__file__).parents[3] / "faq" / "faq.schema.json"


def test_the_committed_schema_is_that_of_the_model() -> None:
    up_to_date = COMMITTED.exists() and COMMITTED.read_text("utf-8") == json_schema()
    assert up_to_date, "the model has changed; run: faqbot schema > faq/faq.schema.json"


def test_every_part_of_topics_and_entries_is_described() -> None:
    schema = json.loads(json_schema())
    assert schema["properties"].keys() == Topic.model_fields.keys()
    assert schema["$defs"]["Entry"]["properties"].keys() == Entry.model_fields.keys()
    for described in (schema, schema["$defs"]["Entry"], schema["$defs"]["SourceRef"]):
        assert all(part["description"] for part in described["properties"].values())


def test_unknown_keys_and_unknown_kinds_are_refused() -> None:
    schema = json.loads(json_schema())
    assert schema["$defs"]["Entry"]["additionalProperties"] is False
    assert schema["$defs"]["Kind"]["enum"] == [kind.value for kind in Kind]
