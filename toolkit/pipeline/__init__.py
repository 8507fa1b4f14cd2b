"""The stages in order: load, resolve, check, render. In this package alone they meet.

One module per piece of work. Those that every command uses are named here; the others are
imported where they are used.
"""

from toolkit.check.verdict import Verdict
from toolkit.pipeline.building import DEFAULT_FORMATS, FORMATS, Built, Submission, build
from toolkit.pipeline.checking import Checked, check, load
from toolkit.pipeline.files import write_files
from toolkit.pipeline.lookups import explain_checks, journal, journals, list_checks, new, rules_page, schemas
from toolkit.pipeline.reports import (
    REPORT_FORMATS,
    report,
    report_as,
    report_json,
    report_problems,
    statistics,
    summary,
)
from toolkit.pipeline.table_files import TABLE_FORMATS, tables

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "REPORT_FORMATS",
    "TABLE_FORMATS",
    "Built",
    "Checked",
    "Submission",
    "Verdict",
    "build",
    "check",
    "explain_checks",
    "journal",
    "journals",
    "list_checks",
    "load",
    "new",
    "report",
    "report_as",
    "report_json",
    "report_problems",
    "rules_page",
    "schemas",
    "statistics",
    "summary",
    "tables",
    "write_files",
]
