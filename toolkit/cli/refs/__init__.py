"""`review refs`: libraries of references. One file per subcommand, imported when it is used."""

from __future__ import annotations

import click

from toolkit.cli import LazyGroup

COMMANDS = {
    "import": "Read references of any format into a BibTeX library.",
    "export": "Write references in another format.",
    "list": "List references.",
    "search": "Find references by words of any field.",
    "dedupe": "Find entries of one work, and merge them.",
    "complete": "Fill fields that are missing, from another library or online.",
    "add": "Add works by DOI or PMID (asks Crossref, DataCite or PubMed).",
    "format": "Bring a BibTeX file into normal form.",
    "unused": "List entries that no review cites.",
    "copy": "Copy the references that a review cites into a file of their own.",
    "link-translations": "Join a Chinese entry with the one of its English version.",
    "abbreviate": "Replace journal names by a list: full to abbreviated, or back.",
}


class RefsGroup(LazyGroup):
    """Imports a subcommand only to run it."""

    known = COMMANDS

    def module(self, name: str) -> str:
        return f"toolkit.cli.refs.{name.replace('-', '_')}_"


@click.group(cls=RefsGroup)
def command() -> None:
    """Import, find, merge, complete and export references.

    FILE is a bibliography of any format (BibTeX, RIS, PubMed, EndNote, CSL-JSON, …); a review
    folder stands for the bibliographies that it lists.
    """
