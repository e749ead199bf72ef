"""What each rule of `release check` means, in a sentence, and what to do about it."""

from __future__ import annotations

from types import MappingProxyType

CHECK_RULE_TEXTS = MappingProxyType(
    {
        "pins-disagree": (
            "The usage examples of one README name different versions.",
            "Give all of them the version that the module declares: release bump MODULE VERSION.",
        ),
        "pin-missing": (
            "A usage example of the module has no version.",
            "Add a version argument below the source: without one, users get whatever is newest.",
        ),
        "pin-invalid": (
            "The version of a usage example is neither a version nor a constraint.",
            "Write X.Y.Z, without a leading v, or a constraint such as ~> 1.2.",
        ),
        "no-usage-example": (
            "The README shows no usage example of its own module.",
            "Show a module block whose source addresses this module, with its version.",
        ),
        "unknown-source": (
            "A usage example addresses a module that this registry does not have.",
            "Correct the namespace or the name in the source.",
        ),
        "behind-release": (
            "The README declares a version below the released one.",
            "Bump the module from its released version: release bump MODULE LEVEL.",
        ),
        "version-skipped": (
            "The declared version is not the next patch, minor or major after the released one.",
            "Declare the next version, unless the gap is meant.",
        ),
        "not-bumped": (
            "The module changed and still declares the released version.",
            "Declare the next version: release bump MODULE LEVEL.",
        ),
        "bump-too-small": (
            "The declared version is a smaller step than the changes require.",
            "Declare a version at the required level: release bump MODULE LEVEL.",
        ),
        "level-mismatch": (
            "The declared version is not the step that the label or --level asks for.",
            "Declare the version that was asked for, or correct the label.",
        ),
        "example-unreadable": (
            "A Terraform fence that names a module of this registry cannot be read.",
            "Run terraform fmt on the example: a brace, a quote or a heredoc is open.",
        ),
        "foreign-pin-stale": (
            "An example of another module is behind that module's released version.",
            "Correct it when this README is next edited.",
        ),
    }
)
