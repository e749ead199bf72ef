"""The JSON Schema of release.yaml, made from the model, so that editors complete it."""

from __future__ import annotations

from typing import Any

import msgspec

from release_tool.config.model import Config


def schema() -> dict[str, Any]:
    """The schema as JSON values."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "release.yaml",
        "description": "What a Terraform module registry says about itself to `release`.",
        **msgspec.json.schema(Config),
    }
