"""Release the modules of a Terraform module registry."""

__version__ = "0.1.0"
