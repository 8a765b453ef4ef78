"""The Focus as one value: what is said and shown, in order, without a medium.

The PDF, the page and the open data render this same value, so that they can't disagree. Of each section it has the
sentences, the first table and the charts, as the bulletin always had; further tables are for whoever looks into a
number, and are in the open data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.charts_svg import has_data
from cst_xl.bulletin.imprint import Imprint, imprint
from cst_xl.bulletin.method import Note, method
from cst_xl.bulletin.quarters import Earlier, earlier_quarters
from cst_xl.core.blocks import Chart, Sentence, Table
from cst_xl.core.errors import CstError
from cst_xl.core.key_figures import key_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cst_xl.bulletin.imprint import Logo
    from cst_xl.core.blocks import Block
    from cst_xl.core.figures import Figure
    from cst_xl.core.periods import Period
    from cst_xl.core.section import Edition, SectionResult

METHOD_TITLE: Final = "Nota metodologica"
DRAFT: Final = "BOZZA"


@dataclass(frozen=True)
class Chapter:
    """One section of the bulletin.

    Attributes:
        key: Stable name, for anchors.
        title: Its heading.
        blocks: Sentences, then the table, then the charts.
        sources: The tables that its charts read, by key.
        figure: The number that stands for it, if it has one.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    sources: Mapping[str, Table]
    figure: Figure | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What it says."""
        return tuple(block for block in self.blocks if isinstance(block, Sentence))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that it prints."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts that it prints."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))

    def prints(self, chart: Chart) -> bool:
        """Whether the numbers of a chart are in a table that stands beside it."""
        return any(table.key == chart.table for table in self.tables)


@dataclass(frozen=True)
class Focus:
    """One quarter's bulletin.

    Attributes:
        period: The quarter.
        imprint: Who publishes it.
        headline: What its first section opens with; said here, not there again.
        chapters: One a section, in the order of the bulletin.
        method: The *Nota metodologica*.
        issued: The day on which it was made.
        draft: Whether it is a BOZZA, that isn't to be published.
        earlier: Earlier quarters of the history, each beside this one, the latest first.
    """

    period: Period
    imprint: Imprint
    headline: Sentence | None
    chapters: tuple[Chapter, ...]
    method: tuple[Note, ...]
    issued: date
    draft: bool = False
    earlier: tuple[Earlier, ...] = ()

    @property
    def name(self) -> str:
        """Its title: "Focus 2° trimestre 2016"."""
        return f"Focus {self.period.label}"

    @property
    def title(self) -> str:
        """Its title as documents carry it, a draft's marked as such, with who publishes it."""
        mark = f"{DRAFT} - " if self.draft else ""
        return f"{mark}{self.name} - {self.imprint.publisher}"

    @property
    def slug(self) -> str:
        """Its name in file names and ids: "Focus_2016-T2", the same for a draft."""
        return f"Focus_{self.period}"

    @property
    def keywords(self) -> tuple[str, ...]:
        """Words under which it should be found."""
        return (
            "Focus",
            "servizi digitali",
            "livelli di servizio",
            "SLA",
            self.imprint.centre,
            self.period.label,
        )

    @property
    def summary(self) -> str:
        """What its data are about, in one sentence."""
        titles = "; ".join(chapter.title for chapter in self.chapters)
        return f"Dati del bollettino trimestrale di {self.imprint.publisher} per il {self.period.label}: {titles}."

    @property
    def colophon(self) -> tuple[str, ...]:
        """Who published it and when, and what may be done with its data."""
        names = ", ".join(self.imprint.names)
        contact = f" Per informazioni: {self.imprint.contact}." if self.imprint.contact else ""
        day = f"{self.issued:%d/%m/%Y}"
        made = f"{DRAFT} preparata il {day}" if self.draft else f"Pubblicato il {day}"
        licence = self.imprint.licence
        data = (
            "I dati di questo numero sono disponibili anche in formato aperto (CSV e JSON) con licenza "
            f"{licence.name}, {licence.title}."
        )
        return (f"{made} da {names}.{contact}", data)

    def lead(self, chapter: Chapter) -> str:
        """What a chapter comes down to in one sentence; empty when it says nothing."""
        if self.headline and chapter is self.chapters[0]:
            return self.headline.text
        return next((sentence.text for sentence in chapter.sentences), "")


def compose(edition: Edition, issued: date, *, draft: bool = False, logo: Logo | None = None) -> Focus:
    """Compose the bulletin of an edition.

    Raises:
        CstError: The edition has no period, or a parameter that the bulletin needs can't be used.
    """
    if edition.period is None:
        raise CstError(
            "Manca il periodo nel foglio Parametri, per esempio «2016-T2»: senza, non c'è un Focus da comporre."
        )
    headline = _headline(edition)
    return Focus(
        period=edition.period,
        imprint=imprint(edition.parameters, logo),
        headline=headline,
        chapters=tuple(_chapter(result, edition.period, headline) for result in edition),
        method=method(edition),
        issued=issued,
        draft=draft,
        earlier=earlier_quarters(edition),
    )


def _headline(edition: Edition) -> Sentence | None:
    first = edition.results[0].sentences if edition.results else ()
    return next((sentence for sentence in first if sentence.headline), None)


def _chapter(result: SectionResult, period: Period, headline: Sentence | None) -> Chapter:
    section = result.section
    sources = {table.key: table for table in result.tables}
    blocks = tuple(_blocks(result, sources, headline))
    if not blocks:
        text = f"Per il {period.label} non ci sono dati."
        blocks = (Sentence(f"frase.{section.key}.senza_dati", text),)
    return Chapter(section.key, section.title, blocks, sources, key_figure(result))


def _blocks(
    result: SectionResult, sources: Mapping[str, Table], headline: Sentence | None
) -> Iterator[Block]:
    said = [sentence for sentence in result.sentences if sentence is not headline]
    yield from sorted(said, key=lambda sentence: not sentence.headline)
    yield from (table for table in result.tables[:1] if table.rows)
    yield from (chart for chart in result.charts if has_data(chart, sources[chart.table]))
