"""What stands between the title and the next heading: a text, and one example of the module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.documents import Place
from release_tool.domain.edits import Edit, Span
from release_tool.domain.examples import usage_examples
from release_tool.domain.fence_language import is_terraform, language_of
from release_tool.domain.pins import constraint, exact
from release_tool.lint.fault import Fault
from release_tool.lint.subjects import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.examples import UsageExample
    from release_tool.domain.layout import Layout
    from release_tool.domain.modules import ModuleId
    from release_tool.lint.outline import CodeFence, Heading
    from release_tool.lint.page import Page


def h1_section(page: Page, layout: Layout) -> Iterator[Fault]:
    """What is wrong below the title of a module or a template; nothing where there is no title."""
    top = page.outline.top
    if not top or top[0].level != 1:
        return
    end = top[1].start if len(top) > 1 else len(page.content)
    section = Span(top[0].start, end)
    yield from _paragraph(page, top[0], section)
    fences = [
        fence
        for fence in page.outline.fences
        if not fence.nested and section.start <= fence.span.start < section.end
    ]
    for fence in fences:
        yield from _language(page, fence)
    if page.subject.kind is Kind.MODULE:
        terraform = [fence for fence in fences if is_terraform(fence.info)]
        yield from _number(page, top[0], terraform)
        if terraform and page.subject.module is not None:
            yield from _example(page, terraform[0], page.subject.module, layout)


def _paragraph(page: Page, title: Heading, section: Span) -> Iterator[Fault]:
    lines = page.outline.prose(page.lines, section.start)
    next(lines, None)  # the title's own
    for line in lines:
        if line.start >= section.end:
            break
        text = line.text.strip()
        if text and not text.startswith((b"![", b"<")):
            return
    message = "there is no text below the title"
    yield Fault("paragraph-missing", page.lines.place(title.start), message)


def _language(page: Page, fence: CodeFence) -> Iterator[Fault]:
    language = language_of(fence.info)
    module = page.subject.kind is Kind.MODULE
    if language == "tf" or not (language == "hcl" or (module and is_terraform(language))):
        return
    start = page.content.index(language.encode(), fence.span.start)
    edit = Edit(Span(start, start + len(language)), language.encode(), b"tf")
    message = f"this fence is called {language}"
    yield Fault("fence-language", page.lines.place(start), message, edit=edit)


def _number(page: Page, title: Heading, fences: list[CodeFence]) -> Iterator[Fault]:
    if not fences:
        message = "there is no Terraform example below the title"
        yield Fault("terraform-fence", page.lines.place(title.start), message)
    for fence in fences[1:]:
        message = "this is a second Terraform example below the title"
        help_ = "put it under a heading of its own"
        yield Fault("terraform-fence", page.lines.place(fence.span.start), message, help_)


def _example(page: Page, fence: CodeFence, module: ModuleId, layout: Layout) -> Iterator[Fault]:
    if fence.fault is not None:
        return
    place = page.lines.place(fence.span.start)
    last = page.lines.place(fence.span.end).line
    here = [
        example
        for example in usage_examples(page.readme, layout)
        if example.module == module and place.line <= example.block.line <= last
    ]
    if not here:
        message = f"the first example does not use {module}"
        help_ = f'its source is "{layout.source_of(module)}"'
        yield Fault("h1-example", place, message, help_)
    for example in here:
        yield from _version(page, example)


def _version(page: Page, example: UsageExample) -> Iterator[Fault]:
    pin = example.pin
    if pin is None:
        place = Place(example.block.line, example.block.column)
        yield Fault("pin-missing", place, f"the first example of {example.module} has no version")
    elif exact(pin) is None and constraint(pin) is None:
        place = page.lines.place(pin.span.start)
        yield Fault("pin-invalid", place, f"{pin.text!r} is neither a version nor a constraint")
