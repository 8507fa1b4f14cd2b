"""The pages of the desk. Every page works without a script; the script only adds dropping and keys."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

from flask import Flask, Response, abort, make_response, redirect, request, send_file
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from toolkit.desk.store import Outcome, Store
from toolkit.desk.words import WORDS
from toolkit.errors import ToolkitError
from toolkit.pipeline.examining import Examined, examine, safe_name
from toolkit.resources import templates

MEGABYTES = 50
"""What may be sent at once."""
HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-downloads"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ASSETS = {"desk.css": "text/css", "desk.js": "text/javascript"}


def create_app(
    token: str,
    *,
    store: Store | None = None,
    megabytes: int = MEGABYTES,
    check: Callable[..., Examined] = examine,
) -> Flask:
    """The application below `/TOKEN/`; `check` examines one file."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = megabytes * 1024 * 1024
    app.config["MAX_FORM_PARTS"] = 400
    desk = _Desk(token, store or Store(), megabytes, check)
    app.before_request(desk.guard)
    app.after_request(desk.headers)
    root = f"/{token}"
    app.add_url_rule(f"{root}/", "start", desk.start)
    app.add_url_rule(f"{root}/check", "check", desk.receive, methods=["POST"])
    app.add_url_rule(f"{root}/results/<name>/", "batch", desk.batch)
    app.add_url_rule(f"{root}/results/<name>/forget", "forget", desk.forget, methods=["POST"])
    app.add_url_rule(f"{root}/results/<name>/<int:number>/", "result", desk.result)
    app.add_url_rule(f"{root}/results/<name>/<int:number>/annotated", "annotated", desk.annotated)
    app.add_url_rule(f"{root}/results/<name>/<int:number>/report", "report", desk.report)
    app.add_url_rule(f"{root}/assets/<name>", "asset", desk.asset)
    app.register_error_handler(RequestEntityTooLarge, desk.too_large)
    app.register_error_handler(HTTPException, desk.error)
    return app


class _Desk:
    def __init__(self, token: str, store: Store, megabytes: int, check: Callable[..., Examined]) -> None:
        self.token = token
        self.store = store
        self.megabytes = megabytes
        self.check = check
        self.environment = Environment(
            loader=FileSystemLoader(templates() / "desk"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    # --- who may ask ---------------------------------------------------------------

    def guard(self) -> None:
        """Refuse what does not come from a page of this desk on this computer."""
        if urlsplit(f"//{request.host}").hostname not in HOSTS:
            abort(403)
        if request.method == "POST":
            origin = request.headers.get("Origin")
            if origin is not None and urlsplit(origin).netloc != request.host:
                abort(403)
            if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
                abort(403)

    def headers(self, response: Response) -> Response:
        """No page is kept, framed, or told to another site; nothing is loaded from elsewhere."""
        for name, value in {
            "Content-Security-Policy": _POLICY,
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
        }.items():
            response.headers.setdefault(name, value)
        return response

    # --- pages -----------------------------------------------------------------------

    def start(self) -> Response:
        return self._page("start.html.j2", message="forgotten" if "forgotten" in request.args else "")

    def receive(self) -> AnyResponse:
        files = [file for file in request.files.getlist("files") if file.filename]
        if not files:
            return self._page("start.html.j2", 400, message="no_file")
        journal = request.form.get("journal") or None
        if journal is not None and journal not in {name for name, _ in self._journals()}:
            return self._page("start.html.j2", 400, message="no_journal")
        name = self.store.put([self._outcome(file, journal) for file in files])
        return redirect(self._address(f"results/{name}/" + ("1/" if len(files) == 1 else "")), 303)

    def batch(self, name: str) -> Response:
        return self._page("batch.html.j2", batch=self._batch(name), name=name)

    def result(self, name: str, number: int) -> Response:
        outcome = self._outcome_of(name, number)
        several = len(self._batch(name)) > 1
        return self._page("result.html.j2", outcome=outcome, name=name, number=number, several=several)

    def annotated(self, name: str, number: int) -> Response:
        examined = self._examined(name, number)
        stem = examined.name.rpartition(".")[0] or examined.name
        return send_file(
            io.BytesIO(examined.annotated),
            mimetype=_TYPE,
            as_attachment=True,
            download_name=f"{stem}-comments.docx",
        )

    def report(self, name: str, number: int) -> Response:
        examined = self._examined(name, number)
        response = make_response(examined.report)
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        response.headers["Content-Security-Policy"] = _REPORT_POLICY
        stem = quote(examined.name.rpartition(".")[0] or examined.name)
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{stem}-report.html"
        return response

    def forget(self, name: str) -> AnyResponse:
        self.store.forget(name)
        return redirect(self._address("") + "&forgotten=1", 303)

    def asset(self, name: str) -> Response:
        if name not in _ASSETS:
            abort(404)
        response = make_response((templates() / "desk" / name).read_bytes())
        response.headers["Content-Type"] = f"{_ASSETS[name]}; charset=utf-8"
        return response

    # --- what goes wrong ---------------------------------------------------------------

    def too_large(self, error: RequestEntityTooLarge) -> Response:
        return self._page("start.html.j2", 413, message="too_large")

    def error(self, error: HTTPException) -> Response:
        """A result that is gone gets a page; who does not know the token learns nothing."""
        if error.code == 404 and request.path.startswith(f"/{self.token}/"):
            return self._page("start.html.j2", 404, message="gone")
        response = make_response(f"{error.code} {error.name}\n", error.code or 500)
        response.headers["Content-Type"] = "text/plain; charset=utf-8"
        return response

    # --- parts -------------------------------------------------------------------------

    def _outcome(self, file: FileStorage, journal: str | None) -> Outcome:
        name = safe_name(file.filename or "")
        try:
            with file.stream as sent:
                content = sent.read()
            examined = self.check(name, content, journal=journal, language=self._language)
        except ToolkitError as error:
            return Outcome(name, None, error.problems)
        return Outcome(name, examined)

    def _batch(self, name: str) -> tuple[Outcome, ...]:
        batch = self.store.get(name)
        if batch is None:
            abort(404)
        return batch

    def _outcome_of(self, name: str, number: int) -> Outcome:
        batch = self._batch(name)
        if not 1 <= number <= len(batch):
            abort(404)
        return batch[number - 1]

    def _examined(self, name: str, number: int) -> Examined:
        examined = self._outcome_of(name, number).examined
        if examined is None:
            abort(404)
        return examined

    @property
    def _language(self) -> str:
        """As the address says, else as the browser does."""
        chosen = request.args.get("lang", "")
        return chosen if chosen in WORDS else request.accept_languages.best_match(list(WORDS), "en") or "en"

    def _address(self, path: str) -> str:
        return f"/{self.token}/{path}?lang={self._language}"

    def _journals(self) -> list[tuple[str, str]]:
        from toolkit.pipeline import journals

        found = []
        for journal in journals():
            names = journal.name
            name = names.get(self._language) or next(iter(names.values()), journal.id)
            found.append((journal.id, f"{name} ({journal.id})"))
        return found

    def _page(self, template: str, status: int = 200, **values: object) -> Response:
        from toolkit.messages import translated

        language = self._language
        words: Mapping[str, str] = WORDS[language]
        other = "zh" if language == "en" else "en"
        html = self.environment.get_template(template).render(
            address=self._address,
            journals=self._journals(),
            language=language,
            html_language="zh-CN" if language == "zh" else "en",
            other=f"{request.path if request.method == 'GET' else f'/{self.token}/'}?lang={other}",
            megabytes=self.megabytes,
            translated=lambda message: translated(message, language),
            words=words,
            **values,
        )
        response = make_response(html, status)
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        return response
