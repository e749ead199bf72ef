"""Cuts the types and fields that the tool asks for out of GitHub's GraphQL schema.

Run it when a query learns a new field, in an empty folder:

    npm install @octokit/graphql-schema@15.26.1
    python cut_graphql.py node_modules/@octokit/graphql-schema > github-schema.graphql
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from graphql import (
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    NamedTypeNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    TypeDefinitionNode,
    TypeNode,
    parse,
    print_ast,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = {
    "Query": "repository",
    "Repository": "release ref object pullRequest",
    "Release": "databaseId name description isDraft isPrerelease isLatest url",
    "Ref": "target",
    "GitObject": "oid",
    "Tag": "oid target",
    "Tree": "oid",
    "Commit": "oid author authors associatedPullRequests history",
    "CommitHistoryConnection": "totalCount",
    "GitActor": "email name user",
    "GitActorConnection": "nodes",
    "Actor": "login",
    "User": "id login",
    "Bot": "login",
    "PullRequest": "number title url mergedAt mergeCommit author labels comments",
    "PullRequestConnection": "nodes",
    "Label": "name",
    "LabelConnection": "nodes",
    "IssueComment": "databaseId body url viewerDidAuthor",
    "IssueCommentConnection": "nodes pageInfo",
    "PageInfo": "hasNextPage endCursor",
}
_Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode
Described = TypeVar(
    "Described", FieldDefinitionNode, InputValueDefinitionNode, EnumValueDefinitionNode
)


def cut(schema: str) -> str:
    """The part of *schema* that FIELDS names, and the types of its arguments."""
    definitions = {
        node.name.value: node
        for node in parse(schema, no_location=True).definitions
        if isinstance(node, TypeDefinitionNode)
    }
    kept: dict[str, TypeDefinitionNode] = {}
    wanted = list(FIELDS)
    while wanted:
        name = wanted.pop()
        if name not in kept and name in definitions:
            kept[name] = _trimmed(definitions[name])
            wanted += _mentioned(kept[name])
    ordered = tuple(kept[name] for name in sorted(kept))
    return print_ast(DocumentNode(definitions=ordered))


def _trimmed(node: TypeDefinitionNode) -> TypeDefinitionNode:
    node = replace(node, description=None, directives=())
    if isinstance(node, _Composite):
        return replace(
            node,
            fields=tuple(_field(node, wanted) for wanted in FIELDS[node.name.value].split()),
            interfaces=tuple(each for each in node.interfaces or () if each.name.value in FIELDS),
        )
    if isinstance(node, InputObjectTypeDefinitionNode):
        return replace(node, fields=tuple(_bare(each) for each in node.fields or ()))
    if isinstance(node, EnumTypeDefinitionNode):
        return replace(node, values=tuple(_bare(each) for each in node.values or ()))
    return node


def _field(node: _Composite, name: str) -> FieldDefinitionNode:
    found = [each for each in node.fields or () if each.name.value == name]
    if not found:
        raise SystemExit(f"GitHub's schema has no {node.name.value}.{name}")
    field = _bare(found[0])
    return replace(field, arguments=tuple(_bare(each) for each in field.arguments or ()))


def _bare(node: Described) -> Described:
    return replace(node, description=None, directives=())


def _mentioned(node: TypeDefinitionNode) -> Iterator[str]:
    if isinstance(node, _Composite):
        for field in node.fields or ():
            yield _name(field.type)
            yield from (_name(argument.type) for argument in field.arguments or ())
    elif isinstance(node, InputObjectTypeDefinitionNode):
        yield from (_name(field.type) for field in node.fields or ())
    else:
        assert isinstance(node, EnumTypeDefinitionNode | ScalarTypeDefinitionNode), node


def _name(node: TypeNode) -> str:
    while not isinstance(node, NamedTypeNode):
        node = node.type  # type: ignore[attr-defined]  # a list or a non-null of another type
    return node.name.value


def main() -> None:
    package = Path(sys.argv[1])
    version = json.loads((package / "package.json").read_text())["version"]
    sys.stdout.write(f"# Cut from @octokit/graphql-schema@{version} by cut_graphql.py.\n\n")
    sys.stdout.write(cut((package / "schema.graphql").read_text()) + "\n")


if __name__ == "__main__":
    main()
