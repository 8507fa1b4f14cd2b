"""`review schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("path", type=click.Path(path_type=Path, file_okay=False, exists=True), default=".")
def command(path: Path) -> None:
    """Write JSON Schemas into the folder .schema of the review in PATH (default: this folder).

    An editor that knows YAML schemas (VS Code with the YAML extension, for one) then completes
    and checks the files; the first line of a file names its schema, as in

    # yaml-language-server: $schema=.schema/review.json
    """
    from toolkit import pipeline

    for file in pipeline.schemas(path):
        click.echo(f"{file}")
