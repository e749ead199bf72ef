"""Rows of README text for tests: what is no own pin, what looks like one, and what is one."""

from __future__ import annotations

import pytest

from tests.readme_marks import (
    BARE,
    BLOCK,
    HEAD,
    MARKED,
    PIN,
    SOURCE,
    TAIL,
    around,
    moved,
    tf,
)

ROW = pytest.param
VERSION = '  version  = "1.0.0"\n'
OPEN = 'module "x" {\n'
SOURCED = f'  source = "{SOURCE}"\n'


def sourced(source: str) -> str:
    """An example with another *source* expression."""
    return tf(f'module "git-clone" {{\n  source  = {source}\n  version = "1.0.0"\n}}\n')


NOT_IN_A_FENCE = [
    ROW("", id="an empty file"),
    ROW("\ufeff", id="nothing but a byte-order mark"),
    ROW(BLOCK, id="a block that no fence surrounds"),
    ROW(
        'module (git-clone) does this:\n\nversion = "1.0.0"\n', id="prose that starts with module ("
    ),
    ROW(f"module (git-clone) {{\n{BLOCK}", id="prose that opens a brace and never closes it"),
    ROW('Since version = "1.0.0" of the module, nothing.\n', id="a version in prose"),
    ROW(f'Use `source = "{SOURCE}"` and `version = "1.0.0"`.\n', id="inline code"),
    ROW("---\nmodule: x\nversion: '1.0.0'\n---\n", id="frontmatter with a version"),
    ROW("text\n\n" + moved(BLOCK, "    "), id="code that is only indented"),
    ROW("text\n\n" + moved(tf(BLOCK), "    "), id="a fence that is indented by four is code"),
    ROW("- item\n\n" + moved(tf(BLOCK), "      "), id="a fence too deep for its list is code"),
    ROW(f"<!--\n{tf(BLOCK)}-->\n", id="a fence in an HTML comment"),
    ROW(f"<!--\n\n{tf(BLOCK)}\n\n-->\n", id="a fence between blank lines in an HTML comment"),
    ROW(f"<!--\n\n{tf(BLOCK)}", id="a fence in an HTML comment that nobody closes"),
    ROW(f"> <!--\n{moved(tf(BLOCK), '> ')}> -->\n", id="a fence in a comment in a quote"),
    ROW(f"<details>\n{tf(BLOCK)}</details>\n", id="a fence that is still HTML: no blank line"),
    ROW(f"<pre>\n\n{tf(BLOCK)}\n</pre>\n", id="a fence in preformatted HTML"),
    ROW(f"> ```tf\n{BLOCK}```\n", id="a quoted fence whose lines are not quoted"),
]

OTHER_FENCES = [
    ROW(tf(BLOCK, info=""), id="a fence without a language"),
    ROW(tf(BLOCK, info="json"), id="a fence in JSON"),
    ROW(tf(BLOCK, info="sh"), id="a fence in shell"),
    ROW(tf(BLOCK, info="tfvars"), id="a language that only begins like Terraform's"),
    ROW(tf(BLOCK, info="diff hcl"), id="Terraform's name as the second word"),
    ROW(tf(tf(BLOCK), mark="````", info="md"), id="a fence that is shown in a longer fence"),
    ROW(tf(tf(BLOCK), mark="~~~", info=""), id="a fence that is shown in a fence of tildes"),
    ROW(tf("# empty\n") + BLOCK, id="a block below the fence that closed before it"),
]

COMMENTED_OUT = [
    ROW(tf(moved(BLOCK, "# ")), id="commented out with hashes"),
    ROW(tf(moved(BLOCK, "// ")), id="commented out with slashes"),
    ROW(tf(f"/*\n{BLOCK}*/\n"), id="commented out as a whole"),
    ROW(tf(f"{HEAD}  # {VERSION.strip()}\n{TAIL}"), id="only the version, with a hash"),
    ROW(tf(f"{HEAD}  // {VERSION.strip()}\n{TAIL}"), id="only the version, with slashes"),
    ROW(tf(f"{HEAD}  /* {VERSION.strip()} */\n{TAIL}"), id="only the version, as a whole"),
    ROW(tf(f"{HEAD}/*\n{VERSION}*/{TAIL}"), id="only the version, over several lines"),
    ROW(tf(f"x = <<EOF\n{BLOCK}EOF\n"), id="a whole block in a heredoc"),
    ROW(tf(f"locals {{\n  x = <<-EOT\n    <<EOF\n{BLOCK}    EOF\n  EOT\n}}\n"), id="deeper yet"),
]

NOT_OWN = [
    ROW(sourced('"registry.coder.com/coder/git-clones/coder"'), id="a longer name"),
    ROW(sourced('"registry.coder.com/other/git-clone/coder"'), id="another namespace"),
    ROW(sourced('"registry.coder.com/modules/git-clone/coder"'), id="the placeholder namespace"),
    ROW(sourced('"registry.coder.com/git-clone/coder"'), id="a legacy source: no namespace"),
    ROW(sourced('"https://registry.coder.com/modules/git-clone"'), id="a legacy source: an URL"),
    ROW(sourced('"registry.coder.com/coder/git-clone/aws"'), id="another provider"),
    ROW(sourced(f'"{SOURCE}/more"'), id="one part too many"),
    ROW(sourced(f'" {SOURCE}"'), id="a blank before the host"),
    ROW(sourced('"registry.terraform.io/coder/git-clone/coder"'), id="the same on another host"),
    ROW(sourced('"xregistry.coder.com/coder/git-clone/coder"'), id="a host that ends the same"),
    ROW(sourced('"registryXcoder.com/coder/git-clone/coder"'), id="a host with another dot"),
    ROW(sourced('"coder/git-clone/coder"'), id="no host"),
    ROW(sourced('"./modules/git-clone"'), id="a local source with a version"),
    ROW(sourced('"git::https://example.com/m.git//git-clone?ref=v1.0.0"'), id="a git source"),
    ROW(sourced(f'"{SOURCE}?ref=v1.0.0"'), id="a query behind the source"),
    ROW(sourced("var.source"), id="a source that is an expression"),
    ROW(sourced(f'"${{var.host}}/{SOURCE}"'), id="a source with an interpolation"),
    ROW(sourced(f'"\\u0072{SOURCE[1:]}"'), id="a source that is escaped"),
    ROW(sourced(f'var.x ? "{SOURCE}" : "{SOURCE}"'), id="a source that is a choice"),
    ROW(sourced(f"<<EOF\n{SOURCE}\nEOF"), id="a source that is a heredoc"),
    ROW(tf('module "git-clone" {\n  version = "1.0.0"\n}\n'), id="no source"),
    ROW(
        tf(f'module "a" {{\n  b {{\n    source = "{SOURCE}"\n  }}\n  version = "1.0.0"\n}}\n'),
        id="a source in a nested block",
    ),
]

NOT_A_PIN = [
    ROW(tf(BARE), id="no version"),
    ROW(tf(BARE.replace("}", '  install_version = "1.0.0"\n}')), id="only a longer name"),
    ROW(tf(BARE.replace("}", '  Version = "1.0.0"\n}')), id="only another case"),
    ROW(tf(BARE.replace("}", '  m = {\n    version = "1.0.0"\n  }\n}')), id="only in a map"),
    ROW(tf(BARE.replace("}", '  m = { version = "1.0.0" }\n}')), id="only in a map on one line"),
    ROW(tf(BARE.replace("}", '  b {\n    version = "1.0.0"\n  }\n}')), id="only in a block"),
    ROW(tf(BARE.replace("}", f"  s = <<E\n{VERSION}  E\n}}")), id="only in a heredoc"),
    ROW(tf(BLOCK.replace("module ", "resource ", 1)), id="a resource with the same arguments"),
    ROW(tf(BLOCK.replace("module ", "Module ", 1)), id="a keyword in capitals"),
    ROW(tf(f"terraform {{\n{BLOCK}}}\n"), id="a module block in another block"),
    ROW(tf(f'module = {{\n  source  = "{SOURCE}"\n{VERSION}}}\n'), id="a map called module"),
]

UNREADABLE = [
    ROW(tf(BLOCK[:-2]), id="a block that is not closed at the end"),
    ROW(tf(f"module (git-clone) is\n{BLOCK}"), id="prose above the block"),
    ROW(tf(BLOCK.replace('"1.0.0"', '"1.0.0')), id="a quote that is not closed"),
    ROW(tf(BLOCK.replace('"1.0.0"', "“1.0.0”")), id="typographic quotes"),
    ROW(tf(BLOCK.replace("}", "  s = <<EOF\n}")), id="a heredoc that is not closed"),
    ROW(tf(BLOCK.replace("}", f"{VERSION}}}")), id="two versions in one block"),
    ROW(tf(BLOCK.replace("}", f'  source = "{SOURCE}"\n}}')), id="two sources in one block"),
    ROW(
        tf(f'module "x" {{ source = "{SOURCE}", version = "1.0.0" }}\n'),
        id="arguments on one line with a comma, as JSON has it",
    ),
    ROW(tf(BLOCK.replace("}", "  x = <your-id>\n}")), id="a placeholder in angle brackets"),
    ROW(tf(tf(BLOCK), mark="`````"), id="a fence in a Terraform fence"),
]

NO_OWN_PIN = [
    *NOT_IN_A_FENCE,
    *OTHER_FENCES,
    *COMMENTED_OUT,
    *NOT_OWN,
    *NOT_A_PIN,
    *UNREADABLE,
]

LOOK_ALIKES = [
    ROW(around('  install_version = "1.0.0"\n'), id="a longer name"),
    ROW(around('  claude_code_version = "2.0.62"\n'), id="a version of a program"),
    ROW(around('  nvm_version = "v0.40.1"\n'), id="a version with a v"),
    ROW(around('  agentapi_version = "latest"\n'), id="a version that is a word"),
    ROW(around('  version_x = "1.0.0"\n'), id="a name that goes on"),
    ROW(around('  version-x = "1.0.0"\n'), id="a name that goes on after a hyphen"),
    ROW(around('  m = {\n    version = "2024.3"\n  }\n'), id="a map"),
    ROW(around('  m = { "IU" = { version = "2024.3" } }\n'), id="a map in a map on one line"),
    ROW(around('  m = [{\n    version : "1.0.0"\n  }]\n'), id="a map in a list, with a colon"),
    ROW(around('  b "x" {\n    version = "1.0.0"\n  }\n'), id="a nested block"),
    ROW(around('  s = <<EOF\n  version  = "1.0.0"\nEOF\n'), id="a line of a heredoc"),
    ROW(around('  s = <<-EOT\n    }\n    version = "1.0.0"\n  EOT\n'), id="one after a lone }"),
    ROW(around('  s = "version = \\"1.0.0\\""\n'), id="a text with escaped quotes"),
    ROW(around('  s = "${{ version = "1.0.0" }["version"]}"\n'), id="a map in an interpolation"),
    ROW(around('  # version = "1.0.0"\n'), id="a comment with a hash"),
    ROW(around('  // version = "1.0.0"\n'), id="a comment with slashes"),
    ROW(around('  /*\n  version = "1.0.0"\n  */\n'), id="a comment over lines"),
    ROW(
        tf(
            'terraform {\n  required_providers {\n    coder = {\n      version = "1.0.0"\n    }\n'
            f'  }}\n  required_version = "1.0.0"\n}}\n{MARKED}'
        ),
        id="required_providers",
    ),
    ROW(tf('provider "coder" {\n  version = "1.0.0"\n}\n' + MARKED), id="a provider's block"),
    ROW(
        tf(MARKED + BLOCK.replace("git-clone/coder", "dotfiles/coder")),
        id="another module's example in the same fence",
    ),
    ROW(tf(BLOCK.replace("registry.", "r.") + MARKED), id="another host in the same fence"),
    ROW(tf(moved(BLOCK, "# ") + MARKED), id="a block that is commented out above"),
    ROW(tf(MARKED) + 'Until version = "1.0.0" it was so.\n', id="history in prose"),
    ROW(tf(BARE + MARKED), id="an own example without version above"),
    ROW(tf(BLOCK[:-2]) + tf(MARKED), id="a fence that cannot be read above"),
]

FENCES = [
    ROW(tf(MARKED), id="a plain fence"),
    ROW(tf(MARKED, mark="~~~"), id="a fence of tildes"),
    ROW(tf(MARKED, mark="``````"), id="a longer fence"),
    ROW(tf(MARKED, info="terraform"), id="Terraform's full name"),
    ROW(tf(MARKED, info="Terraform"), id="Terraform's name in capitals"),
    ROW(tf(MARKED, info="hcl"), id="HCL"),
    ROW(tf(MARKED, info='hcl title="main.tf"'), id="HCL with a title"),
    ROW(tf(MARKED, info="   tf   "), id="blanks around the language"),
    ROW(tf(MARKED, info="tf,ignore"), id="a comma after the language"),
    ROW(tf(MARKED, info="{.tf}"), id="the language as a class"),
    ROW(tf(MARKED, info="{ .hcl .numberLines }"), id="the language as one class of two"),
    ROW("   " + tf(MARKED), id="an opening mark that is indented"),
    ROW(moved(tf(MARKED), "   "), id="a fence that is indented by three"),
    ROW("text\n" + tf(MARKED), id="no blank line above"),
    ROW(tf(MARKED)[:-1], id="no newline at the end"),
    ROW("```tf\n" + MARKED, id="a fence that nobody closes"),
    ROW(("```tf\n" + MARKED)[:-1], id="a fence that ends with its last brace"),
    ROW("\ufeff# x\n\n" + tf(MARKED), id="a byte-order mark"),
    ROW("\ufeff" + tf(MARKED), id="a byte-order mark right before the fence"),
    ROW("\ufeff" + tf(MARKED) + "text\n" + tf(MARKED), id="and another fence below"),
    ROW(moved(tf(MARKED), "> "), id="a blockquote"),
    ROW(moved(tf(MARKED), ">"), id="a blockquote without blanks"),
    ROW(moved(tf(MARKED), ">\t"), id="a blockquote with tabs"),
    ROW(moved(tf(MARKED), "> > "), id="a blockquote in a blockquote"),
    ROW("> [!NOTE]\n> text\n>\n" + moved(tf(MARKED), "> "), id="an alert"),
    ROW("- a\n\n" + moved(tf(MARKED), "  "), id="a list"),
    ROW("1. a\n" + moved(tf(MARKED), "   "), id="a numbered list"),
    ROW("10. ```tf\n" + moved(MARKED + "```\n", "    "), id="a fence right after the number"),
    ROW("- a\n\n" + moved(tf(MARKED), "\t"), id="a list that is indented with a tab"),
    ROW("1. a\n\n" + moved(tf(MARKED).replace("  ", "\t"), "\t"), id="tabs all through"),
    ROW("- a\n\n  ```tf\n" + moved(MARKED, "\t") + "  ```\n", id="tabs deeper than their list"),
    ROW("- a\n  - b\n\n" + moved(tf(MARKED), "    "), id="a list in a list"),
    ROW(
        moved("- a\n  - b\n\n" + moved(tf(MARKED), "    "), "> "), id="a list in a list in a quote"
    ),
    ROW("- a\n\n" + moved(moved(tf(MARKED), "> "), "  "), id="a quote in a list"),
    ROW(f"<details>\n\n{tf(MARKED)}\n</details>\n", id="a fold, after a blank line"),
    ROW(f"<!-- x -->\n{tf(MARKED)}", id="below a comment that is over"),
    ROW(tf(MARKED) + tf(MARKED), id="two fences"),
    ROW(tf(MARKED + "\n" + MARKED), id="two own examples in a fence"),
]

BLOCKS = [
    ROW(tf(MARKED.replace("  ", "\t")), id="tabs"),
    ROW(tf(HEAD + '  version="«1.0.0»"\n' + TAIL), id="no blanks"),
    ROW(tf(HEAD + '  version           = "«1.0.0»"\n' + TAIL), id="many blanks"),
    ROW(tf(HEAD + '  version = "«1.0.0»" # not "2.0.0"\n' + TAIL), id="a comment behind"),
    ROW(tf(HEAD + '  version = "«1.0.0»"// x\n' + TAIL), id="a comment right behind"),
    ROW(tf(HEAD + '  version = /* é */ "«1.0.0»"\n' + TAIL), id="a comment between"),
    ROW(tf(f"{OPEN}{PIN}{SOURCED}}}\n"), id="the version before the source"),
    ROW(tf(f"{OPEN}{SOURCED}  b {{\n    c = 1\n  }}\n{PIN}}}\n"), id="after a nested block"),
    ROW(tf(f'{OPEN}{SOURCED}  m = {{\n    version = "2"\n  }}\n{PIN}}}\n'), id="after a map"),
    ROW(tf(f'module "x" {{ source = "{SOURCE}"  version = "«1.0.0»" }}\n'), id="one line"),
    ROW(tf(f"module x {{\n{SOURCED}{PIN}}}\n"), id="a label without quotes"),
    ROW(tf(f'module "a\\"b" {{\n{SOURCED}{PIN}}}\n'), id="a label with escaped quotes"),
    ROW(tf(f'  module   "x"   {{\n{SOURCED}{PIN}  }}\n'), id="a block that is indented"),
    ROW(tf(MARKED.replace(SOURCE, f"{SOURCE}//sub/module")), id="a submodule"),
    ROW(around('  for_each = toset(["}"])\n  count    = 2\n'), id="for_each"),
    ROW(around('  s = "\\"} ${"}"} $${ %%{ } {"\n'), id="braces and escaped quotes in a text"),
    ROW(around('  s = <<-EOT\n  }\n  {{ ${ {a = "}"}["a"] }\n  EOT\n'), id="a heredoc with braces"),
    ROW(around("  s = <<-A\n  cat <<B\n  }\n  B\n  A\n"), id="a heredoc in a heredoc's text"),
    ROW(around('  s = <<A\n${join("", [<<B\n}\nB\n])}\nA\n'), id="a heredoc in an interpolation"),
    ROW(around("  s = <<EOF\nEOFX\n EOF x\n}\n  EOF\n"), id="text that begins like the end"),
    ROW(around("  s = <<-EOF\n  }\n  EOF  # required\n"), id="a heredoc's end with a comment"),
    ROW(around("  s = <<EOF\n}\nEOF // required\n"), id="a heredoc's end with slashes"),
    ROW(
        tf(2 * (HEAD + PIN + "  s = <<E\n}\n  E # x\n" + TAIL)),
        id="two blocks whose heredocs end with a comment",
    ),
    ROW(
        tf(HEAD + PIN + "  s = <<E\n}\nE # x\n" + TAIL + HEAD + PIN + "  s = <<E\n}\nE\n" + TAIL),
        id="a heredoc's end with a comment above one without",
    ),
    ROW(around("  ...\n"), id="dots for more arguments"),
    ROW(around("  …\n"), id="an ellipsis for more arguments"),
    ROW(tf("...\n" + MARKED + "...\n"), id="dots around the block"),
    ROW(around("  # ...\n"), id="dots in a comment"),
    ROW(tf("# 🎉 é\n" + MARKED), id="an emoji on a line above"),
    ROW(
        tf(f'module "🎉é" {{ source = "{SOURCE}"  version = "«1.0.0»" }}\n'), id="emoji on the line"
    ),
    ROW(tf(HEAD + '  version = "«»"\n' + TAIL), id="an empty version"),
    ROW(tf(HEAD + '  version = "«latest»"\n' + TAIL), id="a word"),
    ROW(tf(HEAD + '  version = "«~> 1.0»"\n' + TAIL), id="a constraint"),
    ROW(tf(HEAD + '  version = "«1.0.0-rc.1+b»"\n' + TAIL), id="a pre-release"),
    ROW(tf(HEAD + '  version = "«é🎉»"\n' + TAIL), id="a version that is no ASCII"),
]
