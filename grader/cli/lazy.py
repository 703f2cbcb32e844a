"""A command group that knows its commands as data and imports one only when it is called.

``dxlab --help`` must answer at once, so nothing heavy may be imported for it.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import click

from grader.cli.layout import DoorContext

# What click shows for an option's value when the command names nothing better.
VALUE_NAMES = {
    "text": "文字",
    "integer": "整数",
    "integer range": "整数",
    "float": "数",
    "float range": "数",
    "path": "パス",
    "file": "ファイル",
    "directory": "フォルダ",
    "filename": "ファイル",
}


@dataclass(frozen=True)
class Entry:
    """One line of the command table: where the command lives and what it is for."""

    target: str  # "module:attribute"
    help: str


class LazyGroup(click.Group):
    """A group built from a table of :class:`Entry`."""

    context_class = DoorContext

    def __init__(self, *, table: dict[str, Entry], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        self.table = table
        dress(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.table.get(cmd_name)
        return load_command(entry.target) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        # Click would suggest from self.commands, which is empty here.
        name = args[0]
        if name not in self.table and not name.startswith("-"):
            raise click.NoSuchCommand(name, possibilities=list(self.table), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Click would import each command to read its help.
        with formatter.section("コマンド"):
            formatter.write_dl([(name, entry.help) for name, entry in self.table.items()])


def load_command(target: str) -> click.Command:
    """Import ``module:attribute`` and prepare it for the door."""
    module, _, attribute = target.partition(":")
    command = getattr(importlib.import_module(module), attribute)
    dress(command)
    return command


def dress(command: click.Command) -> None:
    """Give a command and all below it Japanese usage lines and our help layout."""
    command.context_class = DoorContext
    command.options_metavar = "[オプション]"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.metavar is None:
            parameter.metavar = VALUE_NAMES.get(parameter.type.name) if _takes_value(parameter) else None
    if isinstance(command, click.Group):
        command.subcommand_metavar = "コマンド ..."
        for child in command.commands.values():
            dress(child)


def _takes_value(option: click.Option) -> bool:
    return not (option.is_flag or option.count)
