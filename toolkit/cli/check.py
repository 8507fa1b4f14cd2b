"""`review check`: what is wrong with a review, where, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.console import (
    Progress,
    in_colour,
    language_option,
    message_language,
    show_problems,
    terminal_width,
    use_colour,
)
from toolkit.pipeline.reports import REPORT_FORMATS

if TYPE_CHECKING:
    from toolkit.model.word import View
    from toolkit.pipeline import Verdict
    from toolkit.pipeline.fixing import Mended

_WORDS = {
    "en": {
        "mended": "Mended {count} of {all} in {files} file{s}.",
        "would": "Would mend {count} in {files} file{s}.",
        "refused": "note: the fixes of {codes} would have damaged a file or a reference and were left out; "
        "please report this.",
        "baseline": "Wrote {count} finding{s} to {file}.",
        "gone": "No longer found, of the baseline: {count}; write it anew with --write-baseline.",
        "wrote": "Wrote {file}.",
        "stopped": "Stopped. What was found so far is kept: the same command goes on from here.",
    },
    "zh": {
        "mended": "共 {all} 个问题，已修改 {count} 个，涉及 {files} 个文件。",
        "would": "可修改 {count} 个问题，涉及 {files} 个文件。",
        "refused": "提示：{codes} 的修改会损坏文件或改变参考文献，未予采用；请反馈此问题。",
        "baseline": "已将 {count} 个问题写入 {file}。",
        "gone": "基线中有 {count} 个问题已不存在，可用 --write-baseline 重新写入。",
        "wrote": "已写入 {file}。",
        "stopped": "已停止。已检查的结果均已保存，再次运行同一命令即可继续。",
    },
}


def _codes(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes may be repeated or joined with commas."""
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


@dataclass(frozen=True)
class Job:
    """What the user asked for."""

    paths: tuple[Path, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    journal: str | None
    form: str
    output: Path | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    statistics: bool
    baseline: Path | None
    write_baseline: Path | None
    exit_zero: bool
    annotate: Path | None
    report: Path | None
    fix_references: bool
    online: bool
    refresh: bool
    retractions: Path | None
    as_original: bool
    overview: Path | None
    language: str

    def say(self, key: str, **values: object) -> None:
        """A remark beside the report, on standard error."""
        click.echo(_WORDS[self.language][key].format(**values), err=True)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--select", multiple=True, callback=_codes, metavar="CODES", help="Only these rules, by code or prefix."
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Not these rules.")
@click.option("--journal", help="Check for another journal than review.yaml names.")
@click.option("--fix", is_flag=True, help="Mend what is certain ([*]): no meaning and no reference changes.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="Mend also what may change the meaning: look at it afterwards."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option(
    "--format", "form", type=click.Choice(REPORT_FORMATS), default="text", show_default=True,
    help="Form of the report; html is a page to read and print.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file."
)
@click.option("--statistics", is_flag=True, help="Only count the findings of each rule.")
@click.option(
    "--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Report only findings that this file does not know.",
)  # fmt: skip
@click.option(
    "--write-baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write all findings to this file, as known.",
)  # fmt: skip
@click.option(
    "--online",
    is_flag=True,
    help="Ask Crossref, DataCite and PubMed about the cited works: identifiers, fields, retractions.",
)
@click.option(
    "--refresh",
    is_flag=True,
    help="Check Word files and ask services anew, though results and answers are kept.",
)
@click.option(
    "--retractions", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Look the cited works up in a Retraction Watch data file (CSV).",
)  # fmt: skip
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@click.option(
    "--as-original", is_flag=True, help="Read Word files as they were before their tracked changes."
)
@click.option(
    "--annotate", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.docx",
    help="Write a copy of the Word file with a comment at every finding.",
)  # fmt: skip
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.html",
    help="Write a page beside the report: of a Word file with its reference list and citations.",
)  # fmt: skip
@click.option(
    "--fix-references", is_flag=True,
    help="With --annotate: mend references where it is certain, as tracked changes.",
)  # fmt: skip
@click.option(
    "--overview", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write a table with a row for each manuscript: .csv, .xlsx or .html.",
)  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@language_option
def command(watch: bool, lang: str | None, **options: Any) -> None:
    """Check the reviews in PATHS (default: this folder), or submitted manuscripts (.docx).

    A folder that holds several reviews, or Word files in it and below, stands for all of them; they
    are checked on all cores. What was found in Word files of a folder is kept: a run that was
    stopped goes on where it was. A place in a Word file is the number of the paragraph and the
    character in it.

    Exit status: 0 nothing found, 1 findings (or, with --diff, something to mend), 2 unreadable
    input.
    """
    job = Job(language=message_language(lang), **options)
    if (job.fix or job.unsafe_fixes or job.diff) and job.write_baseline:
        raise click.UsageError("--write-baseline writes what is found now: mend first, then write it")
    if job.fix or job.unsafe_fixes or job.diff:
        _refuse_word_files(job.paths)
    if job.annotate or job.fix_references:
        _refuse_to_annotate(job)
    if job.overview and job.overview.suffix.casefold() not in {".csv", ".xlsx", ".html"}:
        raise click.UsageError("--overview writes a file that ends with .csv, .xlsx or .html")
    _refuse_one_name_twice(job)
    if job.statistics and job.form not in {"text", "json"}:
        raise click.UsageError("--statistics is given as text or json")
    if not watch:
        if status := run(job)[0]:
            sys.exit(status)
        return
    if job.diff or job.write_baseline:
        raise click.UsageError("--watch goes with neither --diff nor --write-baseline")
    from toolkit.cli.watching import watch_and_run

    watch_and_run(lambda: run(job)[1], job.paths or (Path(),), job.output, job.language)


def _refuse_word_files(paths: Sequence[Path]) -> None:
    """Fixes are written into text files."""
    from toolkit.pipeline.manuscripts import is_manuscript

    for path in paths:
        if is_manuscript(path):
            raise click.UsageError(f"--fix, --unsafe-fixes and --diff do not go with a Word file: {path}")


def _refuse_to_annotate(job: Job) -> None:
    """A commented copy is made of one Word file, under another name."""
    from toolkit.pipeline.manuscripts import is_manuscript

    if job.annotate is None:
        raise click.UsageError(
            "--fix-references goes with --annotate OUT.docx, where its changes are tracked"
        )
    if len(job.paths) != 1 or not is_manuscript(job.paths[0]):
        raise click.UsageError("--annotate makes a copy of one Word file: name that file, and only that")
    if job.annotate.suffix.casefold() != ".docx":
        raise click.UsageError("--annotate writes a Word file: its name ends with .docx")
    if job.annotate.resolve() == job.paths[0].resolve():
        raise click.UsageError("--annotate writes a copy: give it another name than the manuscript's")


def _outputs(job: Job) -> dict[str, Path]:
    """The files that the job writes, by their options."""
    named = {
        "-o": job.output,
        "--report": job.report,
        "--overview": job.overview,
        "--annotate": job.annotate,
        "--write-baseline": job.write_baseline,
    }
    return {option: path for option, path in named.items() if path is not None}


def _refuse_one_name_twice(job: Job) -> None:
    """Of two outputs with one name the first would be lost."""
    seen: dict[Path, str] = {}
    for option, path in _outputs(job).items():
        if (other := seen.setdefault(path.resolve(), option)) != option and not _is_stream(path):
            raise click.UsageError(f"{other} and {option} would write one file: {path}. Name two.")


def _refuse_to_overwrite(job: Job, read: Iterable[Path]) -> None:
    """A report in the place of a manuscript, a section or a library would be the end of it."""
    kept = {path.resolve() for path in (*read, *(path for path in (job.retractions,) if path))}
    for option, path in _outputs(job).items():
        if path.resolve() in kept and not _is_stream(path):
            raise click.UsageError(
                f"{option} {path} would overwrite a file that is checked. Give it another name."
            )


def _is_stream(path: Path) -> bool:
    """Whether this is a device or pipe, such as /dev/stdout."""
    return path.exists() and not path.is_file() and not path.is_dir()


def run(job: Job) -> tuple[int, list[Path]]:
    """Do the job once: the exit status, and the files that were read."""
    from toolkit.pipeline.facts import Outside
    from toolkit.pipeline.manuscripts import is_manuscript
    from toolkit.pipeline.many import check_many, find_reviews

    outside = Outside(online=job.online, refresh=job.refresh, retractions=job.retractions)
    paths = find_reviews(job.paths or (Path(),))
    _refuse_to_overwrite(job, paths)
    verdicts: Sequence[Verdict]
    mends = job.fix or job.unsafe_fixes or job.diff
    with Progress() as progress:
        if mends:
            from toolkit.pipeline.fixing import mend_many

            mended, verdicts = mend_many(
                paths, journal=job.journal, select=job.select, ignore=job.ignore, unsafe=job.unsafe_fixes,
                write=not job.diff, outside=outside, progress=progress,
            )  # fmt: skip
        else:
            try:
                verdicts = check_many(
                    paths, journal=job.journal, select=job.select, ignore=job.ignore, outside=outside,
                    view="original" if job.as_original else "accepted", progress=progress,
                )  # fmt: skip
            except KeyboardInterrupt:
                if len(paths) > 1 and not job.online and any(map(is_manuscript, paths)):
                    job.say("stopped")
                raise
    files = [path for verdict in verdicts for path in verdict.files]
    _refuse_to_overwrite(job, files)
    if mends:
        changes = _tell_mended(job, mended)
        if job.diff:
            _tell_problems(verdicts)
            return max([int(changes), *(verdict.status for verdict in verdicts if verdict.problems)]), files
    return _report(job, verdicts), files


def _tell_mended(job: Job, mended: Sequence[Mended]) -> bool:
    """Say what was mended, or show it; whether that is anything."""
    count = sum(len(item.applied) for item in mended)
    changed = len({path for item in mended for path in item.after})
    if job.diff:
        for item in mended:
            click.echo(in_colour(item.diff(Path.cwd()), use_colour(sys.stdout)), nl=False)
        job.say("would", count=count, files=changed, s="" if changed == 1 else "s")
    else:
        left = sum(len(item.checked.result.findings) for item in mended)
        job.say("mended", count=count, files=changed, s="" if changed == 1 else "s", all=count + left)
    if codes := sorted({code for item in mended for code in item.refused}):
        job.say("refused", codes=", ".join(codes))
    return changed > 0


def _tell_problems(verdicts: Sequence[Verdict]) -> None:
    """Why reviews were not mended, beside a diff: on standard error."""
    for verdict in verdicts:
        if verdict.problems:
            show_problems(verdict.problems, dict(verdict.sources))


def _annotate(job: Job, target: Path, verdict: Verdict) -> None:
    from toolkit.pipeline.annotating import annotate
    from toolkit.pipeline.files import write_files

    view: View = "original" if job.as_original else "accepted"
    copy = annotate(
        verdict.root, verdict.result.findings, language=job.language, view=view, fix=job.fix_references
    )
    write_files({target: copy})
    job.say("wrote", file=target)


def _report(job: Job, verdicts: Sequence[Verdict]) -> int:
    """Report the verdicts as the job wants it; the exit status."""
    from toolkit.pipeline import report_as, statistics, summary
    from toolkit.pipeline.baselines import new_findings, write_baseline
    from toolkit.pipeline.files import write_files

    gone = 0
    if job.baseline:
        verdicts, gone = new_findings(verdicts, job.baseline)
    to_terminal = job.output is None and not job.statistics
    if job.statistics:
        text = statistics(verdicts, form=job.form)
    else:
        text = report_as(
            job.form,
            verdicts,
            language=job.language,
            colour=to_terminal and use_colour(sys.stdout),
            width=terminal_width(sys.stdout) if to_terminal else None,
        )
    if job.report:
        page = report_as("html", verdicts, language=job.language)
        write_files({job.report: page.encode("utf-8")})
        job.say("wrote", file=job.report)
    if job.overview:
        from toolkit.pipeline.reports import overview

        write_files({job.overview: overview(verdicts, job.overview, language=job.language)})
        job.say("wrote", file=job.overview)
    if job.annotate and not verdicts[0].problems:
        _annotate(job, job.annotate, verdicts[0])
    if job.form == "text":
        text += summary(verdicts, language=job.language) + "\n"
    if job.output:
        write_files({job.output: text.encode("utf-8")})
        job.say("wrote", file=job.output)
    else:
        click.echo(text, nl=False)
    if gone and job.form == "text":
        job.say("gone", count=gone)
    if job.write_baseline:
        written = write_baseline(verdicts, job.write_baseline)
        job.say("baseline", count=written, s="" if written == 1 else "s", file=job.write_baseline)
    status = max((verdict.status for verdict in verdicts), default=0)
    return 0 if status == 1 and (job.exit_zero or job.write_baseline) else status
