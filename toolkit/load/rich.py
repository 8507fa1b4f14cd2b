"""Texts of YAML files as rich text, with the place of every node in the file."""

from __future__ import annotations

from toolkit.load.reader import Prose
from toolkit.load.yaml_nodes import ScalarNode
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import mutable
from toolkit.model.inline import Inlines, Localized, primary


@mutable
class RichText:
    """How the texts of one review are read: its main language, and where problems are collected."""

    language: str
    """BCP 47; under its primary subtag stands what the author gave in one language only."""
    problems: list[Problem]

    def inlines(self, node: ScalarNode, *, sources: bool = False) -> Inlines:
        """One text; with `sources` citations, cross-references and `{{ }}` mean something."""
        from toolkit.load.markdown import parse_scalar

        return parse_scalar(node, self.problems, sources=sources)

    def localized(self, prose: Prose, *, sources: bool = False) -> Localized:
        """A text in the languages it was given in."""
        return Localized(
            {
                language or primary(self.language): self.inlines(node, sources=sources)
                for language, node in prose.texts.items()
            }
        )

    def localized_text(self, node: ScalarNode, *, sources: bool = False) -> Localized:
        """A text that was given in the main language only."""
        return Localized({primary(self.language): self.inlines(node, sources=sources)})

    def plain(self, prose: Prose) -> dict[str, str]:
        """A label: its characters as they are, without formatting."""
        return {language or primary(self.language): node.text for language, node in prose.texts.items()}
