"""Who publishes the bulletin, under which licence, and where: taken from *Parametri*, with defaults that are true."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError, ParserCreate
from zlib import crc32

from cst_xl.bulletin.palette import Colour
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cst_xl.core.parameters import Parameters

DEFAULT_CENTRE: Final = "Centro Servizi"
_COLOUR: Final = re.compile(r"#?([0-9A-Fa-f]{6})")
_LEAST_CONTRAST: Final = 4.5
_LINEAR_UP_TO: Final = 0.04045
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_JPEG_END: Final = b"\xff\xd9"
_SVG_WITHIN: Final = 2_000


@dataclass(frozen=True)
class Licence:
    """A licence for open data.

    Attributes:
        name: As people know it.
        title: Its full Italian name.
        url: Its text.
        code: Its identifier in the SPDX list.
        uri: Its entry in the Italian controlled vocabulary of licences, which DCAT-AP_IT asks for.
        kind: What it allows, as DCAT-AP_IT classes licences.
        version: Its version.
    """

    name: str
    title: str
    url: str
    code: str
    uri: str
    kind: str
    version: str


_VOCABULARY: Final = "https://w3id.org/italia/controlled-vocabulary/licences"
_ATTRIBUTION: Final = "http://purl.org/adms/licencetype/Attribution"
_PUBLIC_DOMAIN: Final = "http://purl.org/adms/licencetype/PublicDomain"
_SHARE_ALIKE: Final = "http://purl.org/adms/licencetype/ViralEffect-ShareAlike"
LICENCES: Final = (
    Licence(
        "CC-BY 4.0",
        "Creative Commons Attribuzione 4.0 Internazionale",
        "https://creativecommons.org/licenses/by/4.0/deed.it",
        "CC-BY-4.0",
        f"{_VOCABULARY}/A21_CCBY40",
        _ATTRIBUTION,
        "4.0",
    ),
    Licence(
        "CC0 1.0",
        "Creative Commons CC0 1.0 Universale",
        "https://creativecommons.org/publicdomain/zero/1.0/deed.it",
        "CC0-1.0",
        f"{_VOCABULARY}/A11_CCO10",
        _PUBLIC_DOMAIN,
        "1.0",
    ),
    Licence(
        "CC-BY-SA 4.0",
        "Creative Commons Attribuzione - Condividi allo stesso modo 4.0 Internazionale",
        "https://creativecommons.org/licenses/by-sa/4.0/deed.it",
        "CC-BY-SA-4.0",
        f"{_VOCABULARY}/A31_CCBYSA40",
        _SHARE_ALIKE,
        "4.0",
    ),
    Licence(
        "IODL 2.0",
        "Italian Open Data License 2.0",
        "https://www.dati.gov.it/content/italian-open-data-license-v20",
        "IODL-2.0",
        f"{_VOCABULARY}/A29_IODL20",
        _ATTRIBUTION,
        "2.0",
    ),
)


@dataclass(frozen=True)
class Logo:
    """The institution's logo.

    Attributes:
        content: The file.
        kind: ``svg``, ``png`` or ``jpg``.
    """

    content: bytes
    kind: str

    @classmethod
    def read(cls, path: Path) -> Logo:
        """Read a logo.

        Raises:
            CstError: The file isn't there, is none of the three kinds, or is damaged.
        """
        try:
            content = path.read_bytes()
        except OSError as failure:
            raise CstError(
                f"Il logo «{path}» non si può leggere: controllarne il nome nel foglio Parametri."
            ) from failure
        kind = _picture_kind(content)
        if kind is None:
            raise CstError(f"Il logo «{path.name}» non è un'immagine SVG, PNG o JPEG.")
        if not _WHOLE[kind](content):
            raise CstError(f"Il logo «{path.name}» è danneggiato o incompleto: salvarlo di nuovo.")
        return cls(content, kind)

    @property
    def mediatype(self) -> str:
        """Its media type."""
        return {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}[self.kind]


def _picture_kind(content: bytes) -> str | None:
    if content.startswith(_PNG):
        return "png"
    if content.startswith(_JPEG):
        return "jpg"
    return "svg" if b"<svg" in content[:_SVG_WITHIN] else None


def _whole_svg(content: bytes) -> bool:
    """Whether it is XML to its end; a drawing that brings entities of its own along isn't read at all."""
    parser = ParserCreate()

    def refuse(*_: object) -> None:
        raise ExpatError("entities")

    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position
    except ExpatError:
        return False
    return True


def _whole_png(content: bytes) -> bool:
    """Whether every chunk is there with the checksum that it says, up to the last one."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length = int.from_bytes(content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 4 : at + 8 + length]
        if len(body) < 4 + length or crc32(body).to_bytes(4) != content[at + 8 + length : at + 12 + length]:
            return False
        at += 12 + length
    return True


_WHOLE: Final[Mapping[str, Callable[[bytes], bool]]] = {
    "svg": _whole_svg,
    "png": _whole_png,
    "jpg": lambda content: content.rstrip(b"\0").endswith(_JPEG_END),
}


@dataclass(frozen=True)
class Imprint:
    """Who stands behind the bulletin.

    Attributes:
        institution: Name of the institution; may be empty.
        centre: Name of the service centre.
        licence: Of the open data.
        code: The institution's code in the index of public administrations (IPA); may be empty.
        contact: A mail address for questions; may be empty.
        colour: The institution's colour, ``#rrggbb``, dark enough for white text on it.
        logo: The institution's logo, if there is one.
    """

    institution: str
    centre: str
    licence: Licence
    code: str = ""
    contact: str = ""
    colour: str = Colour.PRIMARY.value
    logo: Logo | None = None

    @property
    def publisher(self) -> str:
        """Who publishes: the institution, or the centre where it isn't named."""
        return self.institution or self.centre

    @property
    def logo_text(self) -> str:
        """What the logo is, for who doesn't see it."""
        return f"Logo di {self.publisher}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names to show, the institution first, none twice."""
        return tuple(dict.fromkeys(name for name in (self.institution, self.centre) if name))


def imprint(parameters: Parameters, logo: Logo | None = None) -> Imprint:
    """Read the imprint.

    Raises:
        BadValueError: The licence isn't one that is known, or the colour can't be used.
    """

    def text(key: str, default: str = "") -> str:
        return str(parameters.values.get(key) or default).strip()

    return Imprint(
        institution=text("ente"),
        centre=text("centro", DEFAULT_CENTRE),
        licence=read_licence(text("licenza", LICENCES[0].name)),
        code=text("codice_ipa"),
        contact=text("contatto"),
        colour=read_colour(text("colore", Colour.PRIMARY.value)),
        logo=logo,
    )


def read_colour(text: str) -> str:
    """Read a colour on which white text can be read.

    Raises:
        BadValueError: It isn't written as ``#0066CC``, or is too light: WCAG 2.1 asks for 4,5 to 1.
    """
    match = _COLOUR.fullmatch(text.strip())
    if match is None:
        raise BadValueError(text, "un colore, per esempio «#0066CC»")
    found = f"#{match[1].lower()}"
    if contrast(found, Colour.WHITE.value) < _LEAST_CONTRAST:
        raise BadValueError(
            text, "un colore più scuro", "Sul colore va un testo bianco, che così non si legge."
        )
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#rrggbb``) as WCAG 2.1 defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, by the formula of WCAG 2.1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def read_licence(text: str) -> Licence:
    """Find a licence by its name, however hyphens, spaces and capitals were typed.

    Raises:
        BadValueError: It isn't one of `LICENCES`.
    """
    known = {key: one for one in LICENCES for key in (_plain(one.name), _plain(one.code))}
    found = known.get(_plain(text))
    if found is None:
        names = ", ".join(f"«{one.name}»" for one in LICENCES)
        raise BadValueError(text, f"una licenza fra {names}")
    return found


def _plain(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum() or char == ".")
