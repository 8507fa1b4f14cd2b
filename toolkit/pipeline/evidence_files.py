"""Evidence records from other files and from the registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import Policy, RecordSet
from toolkit.model.inline import primary
from toolkit.model.lookup import Found, NotFound
from toolkit.model.review import REVIEW_FILE
from toolkit.model.source import Span
from toolkit.pipeline.files import IN_PLACE, absolute, write_files
from toolkit.pipeline.progress import Steps, unheard

if TYPE_CHECKING:
    from toolkit.load.intake.columns import MappingFile
    from toolkit.load.intake.given import GivenRecord
    from toolkit.load.intake.merge import Merged
    from toolkit.load.rich import RichText
    from toolkit.load.sources import Sources
    from toolkit.load.yaml_nodes import MappingNode

_READ = 0.6
"""The share of an import that reading its sources takes; comparing and writing them take the rest."""
_NCT = re.compile(r"NCT\d{8}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class ImportOptions:
    """How a table is read, and what happens to conflicts."""

    schema: str = ""
    """Schema of an evidence file that is not there yet."""
    mapping: Path | None = None
    sheet: str = ""
    id_column: str = ""
    skip_unknown: bool = False
    """Leave out columns that are no field."""
    conflicts: Policy = "show"
    dry_run: bool = False
    """Tell what would be done and write nothing."""


@dataclass(frozen=True)
class Imported:
    """What an import did to an evidence file."""

    path: Path
    merged: Merged
    created: bool
    """The file was not there before."""
    lacking: Mapping[str, tuple[str, ...]]
    """Required field → the records of the file that do not have it."""

    @property
    def status(self) -> int:
        """Exit status: 1 if there are conflicts."""
        return 1 if self.merged.conflicts else 0


@dataclass(frozen=True)
class Evidence:
    """An evidence file, there or not yet, as it was read."""

    path: Path
    root: Path
    """The review's folder."""
    sources: Sources
    rich: RichText
    created: bool
    node: MappingNode
    records: RecordSet

    @property
    def problems(self) -> list[Problem]:
        return self.sources.problems


def import_records(
    sources: Sequence[Path],
    into: Path,
    options: ImportOptions | None = None,
    progress: Steps = unheard,
) -> Imported:
    """Bring the records of files into an evidence file. Raises `ToolkitError`, and then writes nothing."""
    options = options or ImportOptions()
    only_json = all(path.suffix.lower() == ".json" for path in sources)
    evidence = read_evidence(into, options.schema, "trial" if only_json else "")
    mapping = _mapping(options, evidence)
    given: list[GivenRecord] = []
    for number, path in enumerate(sources):
        progress(f"reading {path.name}", _READ * number / len(sources))
        given.extend(_records_of(path, evidence, mapping))
    progress("comparing the records", _READ)
    return _join(evidence, given, options)


def fetch_records(
    ids: Sequence[str],
    into: Path,
    options: ImportOptions | None = None,
    progress: Steps = unheard,
) -> Imported:
    """Look studies up in ClinicalTrials.gov, and bring them into an evidence file.

    All are looked up before anything is written. Raises `ToolkitError` if one is not there, or if the
    registry cannot be reached.
    """
    from toolkit.load.intake.registered import REGISTRY, study_record
    from toolkit.net import Client, ClinicalTrials

    options = options or ImportOptions()
    wanted = _registry_numbers(ids)
    evidence = read_evidence(into, options.schema, "trial")
    given: list[GivenRecord] = []
    with Client() as client:
        registry = ClinicalTrials(client)
        for name in wanted:
            progress(f"asking {REGISTRY} for {name}")
            answer = registry.study(name)
            if isinstance(answer, Found):
                given.append(
                    study_record(
                        answer.value,
                        evidence.records.schema,
                        evidence.rich,
                        source=REGISTRY,
                        span=Span.at(into),
                        place=name,
                        read=answer.retrieved,
                    )
                )
            elif isinstance(answer, NotFound):
                evidence.problems.append(
                    Problem(f"{REGISTRY} has no study {name}.", help="Check the number.")
                )
            else:
                evidence.problems.append(
                    Problem(
                        f"{name} could not be looked up: {answer.reason['en'].rstrip('.')}.",
                        help="Try again later, or download the study as JSON and import that.",
                    )
                )
    return _join(evidence, given, options)


def _registry_numbers(ids: Sequence[str]) -> list[str]:
    """The numbers as ClinicalTrials.gov writes them. Raises `ToolkitError` for those that are none."""
    from toolkit.load.intake.registered import REGISTRY

    wanted = list(dict.fromkeys(name.strip().upper() for name in ids))
    problems = [
        Problem(
            f"“{name}” is no number of {REGISTRY}.",
            help="Its numbers are NCT and eight digits. Records of other registries are written by hand, "
            "or imported as a table.",
        )
        for name in wanted
        if not _NCT.fullmatch(name)
    ]
    if problems:
        raise ToolkitError(*problems)
    return wanted


# --- the evidence file --------------------------------------------------------------


def read_evidence(into: Path, schema: str = "", default: str = "") -> Evidence:
    """An evidence file with its records, or an empty one if it is not there.

    `schema` is that of a new file, and what a file that is there must follow; `default` is that of a new
    file where nobody named one. Raises `ToolkitError`.
    """
    from toolkit.load.evidence import EvidenceReader, schema_ids
    from toolkit.load.rich import RichText
    from toolkit.load.sources import Sources
    from toolkit.load.yaml_edit import scalar
    from toolkit.load.yaml_nodes import MappingNode

    path = absolute(into)
    if path.suffix.lower() not in {".yaml", ".yml"}:
        raise ToolkitError.of(
            f"{into} is no evidence file.", help="Records go into a YAML file, such as evidence/trials.yaml."
        )
    root = next((folder for folder in path.parents if (folder / REVIEW_FILE).is_file()), path.parent)
    problems: list[Problem] = []
    sources = Sources(problems)
    rich = RichText(_language(root), problems)
    created = not path.exists()
    if created:
        if not (schema or default):
            raise ToolkitError.of(
                f"{into} is not there yet, and no schema says what its records hold.",
                help=f"Name one with --schema: {', '.join(schema_ids())}, or a file of your own.",
            )
        sources.texts[path] = f"schema: {scalar(schema or default)}\nrecords: []\n"
    sets: dict[str, RecordSet] = {}
    EvidenceReader(root, sources, rich).read(path, sets)
    node = sources.yaml(path) if not problems else None
    if not isinstance(node, MappingNode) or path.stem not in sets:
        raise ToolkitError(*problems)
    records = sets[path.stem]
    if schema and records.schema.id != schema and not schema.endswith((".yaml", ".yml")):
        raise ToolkitError.of(
            f"{into} follows the schema {records.schema.id}, not {schema}.",
            help="Leave --schema out, or import into another file.",
        )
    return Evidence(path, root, sources, rich, created, node, records)


def _language(root: Path) -> str:
    """The main language of the review in a folder; English where there is none."""
    from toolkit.load.languages import is_language
    from toolkit.load.sources import Sources
    from toolkit.load.yaml_nodes import MappingNode, ScalarNode

    path = root / REVIEW_FILE
    # What is wrong with review.yaml is not this command's business.
    node = Sources([]).yaml(path) if path.is_file() else None
    tag = node.get("language") if isinstance(node, MappingNode) else None
    return tag.text if isinstance(tag, ScalarNode) and is_language(tag.text) else "en"


def _mapping(options: ImportOptions, evidence: Evidence) -> MappingFile:
    from toolkit.load.intake.columns import MappingFile, read_mapping

    mapping = read_mapping(options.mapping, evidence.sources) if options.mapping else MappingFile()
    if options.id_column:
        mapping = _with(mapping, id=options.id_column)
    if options.sheet:
        mapping = _with(mapping, sheet=options.sheet)
    return _with(mapping, ignore="*") if options.skip_unknown else mapping


def _with(mapping: MappingFile, **changes: str) -> MappingFile:
    """The mapping with other settings; where it was read stays known."""
    changed = replace(mapping, **changes)  # type: ignore[arg-type]
    if hasattr(mapping, "node"):
        changed.node = mapping.node
    return changed


def _records_of(path: Path, evidence: Evidence, mapping: MappingFile) -> Iterable[GivenRecord]:
    """The records of one source, by the ending of its name."""
    from toolkit.load.intake.columns import sheet_records
    from toolkit.load.intake.registered import read_studies, study_record
    from toolkit.load.intake.sheets import read_csv, read_xlsx

    schema = evidence.records.schema
    kind = path.suffix.lower()
    if kind == ".json":
        return [
            study_record(
                study,
                schema,
                evidence.rich,
                source=path.name,
                span=Span.at(path),
                place=place or study.nct_id,
            )
            for study, place in read_studies(path, evidence.sources)
        ]
    if kind in {".csv", ".tsv", ".txt"}:
        sheet = read_csv(path, evidence.problems)
    elif kind in {".xlsx", ".xlsm"}:
        sheet = read_xlsx(path, evidence.problems, mapping.sheet)
    else:
        evidence.problems.append(
            Problem(
                f"{path.name} is no source of records.",
                Span.at(path),
                "Read are .csv, .xlsx, and .json of the ClinicalTrials.gov API; save an .xls file as .xlsx.",
            )
        )
        return ()
    return sheet_records(sheet, path, schema, mapping, evidence.problems) if sheet else ()


def _join(evidence: Evidence, given: Sequence[GivenRecord], options: ImportOptions) -> Imported:
    """Merge the records into the file, and write it and the memory of the import; all or nothing."""
    from toolkit.load.intake.memory import memory_path, memory_text, read_memory
    from toolkit.load.intake.merge import Merger

    memory = read_memory(evidence.path, evidence.sources)
    if evidence.problems:
        raise ToolkitError(*evidence.problems)
    text = evidence.sources.texts[evidence.path]
    merger = Merger(
        text,
        evidence.node,
        evidence.records.schema,
        primary(evidence.rich.language),
        memory,
        options.conflicts,
        evidence.problems,
    )
    merged = merger.merge(tuple(given))
    if evidence.problems:
        raise ToolkitError(*evidence.problems)
    lacking = _lacking(_read_again(evidence, merged.text))
    if not options.dry_run:
        contents = {memory_path(evidence.path): memory_text(evidence.path, merged.memory).encode("utf-8")}
        if evidence.created or merged.text != text:
            contents[evidence.path] = _stored_like(evidence.path, merged.text)
        write_files(contents, IN_PLACE)
    return Imported(evidence.path, merged, evidence.created, lacking)


def _lacking(records: RecordSet) -> dict[str, tuple[str, ...]]:
    required = [name for name, field in records.schema.fields.items() if field.required]
    found = {
        name: tuple(key for key, record in records.records.items() if name not in record.values)
        for name in required
    }
    return {name: ids for name, ids in found.items() if ids}


def _read_again(evidence: Evidence, text: str) -> RecordSet:
    """The records of the new text, which must read as well as the old one did, or nothing is written."""
    from toolkit.load.evidence import EvidenceReader
    from toolkit.load.sources import Sources

    problems: list[Problem] = []
    sources = Sources(problems, {evidence.path: text})
    rich = replace(evidence.rich, problems=problems)
    sets: dict[str, RecordSet] = {}
    EvidenceReader(evidence.root, sources, rich).read(evidence.path, sets)
    if problems:
        lines = text.split("\n")
        raise ToolkitError(
            *(
                Problem(
                    f"A record cannot be written: {problem.message} It would say "
                    f"“{lines[problem.span.line - 1].strip() if problem.span else evidence.path.name}”.",
                    Span.at(evidence.path),
                    "Correct the value in the source, or write the record by hand. Nothing was imported.",
                )
                for problem in problems
            )
        )
    return sets[evidence.path.stem]


def _stored_like(path: Path, text: str) -> bytes:
    """The text with the encoding mark and line ends that the file had."""
    from toolkit.load.encoding import Encoding

    old = path.read_bytes() if path.exists() else b""
    encoding = Encoding.of(old)
    crlf = "\r\n" in encoding.decode(old)
    return encoding.encode(text.replace("\n", "\r\n") if crlf else text)
