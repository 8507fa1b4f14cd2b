"""What a `cs:names` says about lists of names, and reading it from the elements of a style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.csl.leaf import PLAIN, Look
from toolkit.csl.personal import PersonStyle
from toolkit.csl.xmlread import attributes_of, local
from toolkit.model.frozen import frozen

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

INHERITED: Final = frozenset({
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize", "initialize-with",
    "name-as-sort-order", "sort-separator", "name-form", "name-delimiter", "names-delimiter",
})  # fmt: skip
"""Options of names that may stand on cs:style, cs:citation and cs:bibliography."""


@frozen
class LabelStyle:
    look: Look
    form: str
    plural: str
    """contextual, always or never."""
    before: bool


@frozen
class NamesStyle:
    """Everything a `cs:names` says, inherited options included."""

    options: Mapping[str, str]
    look: Look
    """Of cs:names."""
    name_look: Look
    """Of cs:name."""
    person: PersonStyle
    count: bool
    et_al_term: str
    et_al_look: Look
    label: LabelStyle | None
    delimiter: str
    """Between lists of names."""
    institution_delimiter: str = ", "
    """Between the last two names if the last one is an institution."""
    institution_precedes: str = "contextual"
    """`delimiter-precedes-last` before an institution: what stands on cs:name does not count."""

    def integer(self, name: str) -> int:
        text = self.options.get(name, "")
        return int(text) if text.isdigit() else 0

    def under(self, outer: NamesStyle) -> NamesStyle:
        """This style where it stands in for `outer`: parts of names keep the formatting they have there."""
        if self.person.family is not None or outer.person.family is None:
            return self
        person = replace(
            self.person,
            family=outer.person.family,
            family_inner=outer.person.family_inner,
            institution=outer.person.institution,
        )
        return replace(self, person=person)


_OPTION_OF_ATTRIBUTE: Final = {
    "and": "and",
    "delimiter": "name-delimiter",
    "form": "name-form",
}
"""Attributes of cs:name and the options they set; all others have the option's name."""


@frozen
class Shorthand:
    """A `cs:names` without children: inside a substitution it takes the style of what it stands in for."""

    look: Look | None
    delimiter: str | None

    def of(self, style: NamesStyle) -> NamesStyle:
        return replace(
            style,
            look=style.look if self.look is None else self.look,
            delimiter=style.delimiter if self.delimiter is None else self.delimiter,
        )


def read_names_style(
    element: Element, attributes: Mapping[str, str], around: Mapping[str, str], parent: NamesStyle | None
) -> NamesStyle:
    """The style that a `cs:names` has where the options `around` hold.

    Inside cs:substitute, `parent` is the style of the names that are substituted.
    """
    own = {local(child): child for child in element}
    options = {name: value for name, value in around.items() if name in INHERITED}
    name = own.get("name")
    name_attributes = {} if name is None else attributes_of(name)
    options.update({key: value for key, value in attributes.items() if key in INHERITED})
    for key, value in name_attributes.items():
        option = _OPTION_OF_ATTRIBUTE.get(key, key)
        if option in INHERITED:
            options[option] = value
    et_al = own.get("et-al")
    et_al_attributes = {} if et_al is None else attributes_of(et_al)
    from_parent = parent if et_al is None else None
    return NamesStyle(
        options=options,
        look=Look.of(attributes),
        name_look=Look.of({k: v for k, v in name_attributes.items() if k != "delimiter"}),
        person=_person_style(name, own.get("institution"), options, around, parent),
        count=options.get("name-form") == "count",
        et_al_term=et_al_attributes.get("term", "et-al") if from_parent is None else from_parent.et_al_term,
        et_al_look=Look.of(et_al_attributes) if from_parent is None else from_parent.et_al_look,
        label=_label_style(element, own),
        delimiter=attributes.get("delimiter", options.get("names-delimiter", "")),
        institution_precedes=around.get("delimiter-precedes-last", "contextual"),
        institution_delimiter=name_attributes.get("delimiter", ", "),
    )


def _person_style(
    name: Element | None,
    institution: Element | None,
    options: Mapping[str, str],
    around: Mapping[str, str],
    parent: NamesStyle | None,
) -> PersonStyle:
    family = given = None
    for part in name if name is not None else ():
        if local(part) == "name-part":
            look = Look.of(attributes_of(part))
            if part.get("name") == "family":
                family = look
            elif part.get("name") == "given":
                given = look
    if parent is not None:
        family = family or parent.person.family
        given = given or parent.person.given
    return PersonStyle(
        form=options.get("name-form", "long"),
        initialize=options.get("initialize") != "false",
        initialize_with=options.get("initialize-with"),
        hyphens=around.get("initialize-with-hyphen") != "false",
        sort_order=options.get("name-as-sort-order", ""),
        sort_separator=_one_space(options.get("sort-separator", ", ")),
        demote=around.get("demote-non-dropping-particle", "display-and-sort"),
        family=family,
        given=given,
        institution=_institution_look(name, family) if institution is None else _part_look(institution),
        family_inner=_bare(family),
        given_inner=_bare(given),
    )


def _one_space(separator: str) -> str:
    """A separator that a style ends with two spaces prints with one."""
    return separator[:-1] if separator.endswith("  ") else separator


def _part_look(institution: Element) -> Look:
    """The formatting of an explicit cs:institution (CSL-M)."""
    for part in institution:
        if local(part) == "institution-part":
            return _bare(Look.of(attributes_of(part)))
    return PLAIN


def _institution_look(name: Element | None, family: Look | None) -> Look:
    """Formatting and text case of cs:name, overlaid by those of its family name."""
    if name is None:
        return _bare(family)
    of_name = Look.of(attributes_of(name))
    if family is None:
        return _bare(of_name)
    decor = tuple({**dict(of_name.decor), **dict(family.decor)}.items())
    plain = tuple(pair for pair in decor if pair[0] != "font-style")
    return Look(decor=decor, case=family.case or of_name.case, plain_decor=plain)


def _bare(look: Look | None) -> Look:
    if look is None:
        return PLAIN
    return Look(
        decor=look.decor, case=look.case, strip_periods=look.strip_periods, plain_decor=look.plain_decor
    )


def _label_style(element: Element, own: Mapping[str, Element]) -> LabelStyle | None:
    label = own.get("label")
    if label is None:
        return None
    attributes = attributes_of(label)
    before = True
    for child in element:
        if local(child) == "name":
            before = False
        if child is label:
            break
    return LabelStyle(
        look=Look.of(attributes),
        form=attributes.get("form", "long"),
        plural=attributes.get("plural", "contextual"),
        before=before and "name" in own,
    )
