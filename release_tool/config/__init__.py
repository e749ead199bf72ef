"""What a registry says about itself in release.yaml: the model, its defaults and its errors."""

from release_tool.config.model import Config

__all__ = ["Config"]
