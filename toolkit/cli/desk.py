"""`review desk`: a page on this computer where Word files are checked."""

from __future__ import annotations

import click


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; default: one that is free.")
@click.option("--no-browser", is_flag=True, help="Do not open the page, only print its address.")
def command(port: int, no_browser: bool) -> None:
    """Open a page on this computer: drop Word files, read what is found, take them back with comments.

    Only this computer can reach it, files are not kept, and nothing is sent anywhere. Ctrl-C ends it.
    """
    from toolkit.desk.serve import serve

    def ready(address: str) -> None:
        click.echo(address)
        click.echo("Ctrl-C ends it.", err=True)
        if not no_browser:
            click.launch(address)

    serve(port, ready)
