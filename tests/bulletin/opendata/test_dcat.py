"""DCAT-AP_IT: what the profile makes mandatory is there, in the vocabularies that it asks for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, RDF, XSD

from cst_xl.bulletin.opendata.dcat import metadata
from cst_xl.bulletin.opendata.resources import File

# rdflib's own JSON-LD reader uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

DCATAPIT = Namespace("http://dati.gov.it/onto/dcatapit#")
EUROPE = "http://publications.europa.eu/resource/authority"
HERE = "https://dati.example.org/focus/2016-T2/dcat-ap_it.jsonld"
FILES = (
    File("voci.csv", b"id\r\n", "Voci", "text/csv"),
    File("tutto.json", b"{}", "Tutto", "application/json"),
)


def graph_of(focus, files=FILES):
    """The metadata as a program reads them from where they were published."""
    return Graph().parse(data=json.dumps(metadata(focus, files)), format="json-ld", publicID=HERE)


@pytest.fixture(scope="module")
def graph(focus):
    return graph_of(focus)


@pytest.fixture(scope="module")
def data_set(graph):
    return graph.value(predicate=RDF.type, object=DCATAPIT.Dataset)


@pytest.mark.parametrize(
    "mandatory",
    [
        DCTERMS.identifier,
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.modified,
        DCAT.theme,
        DCTERMS.rightsHolder,
        DCTERMS.accrualPeriodicity,
        DCAT.distribution,
    ],
)
def test_every_mandatory_property_of_a_data_set_is_there(graph, data_set, mandatory):
    assert graph.value(data_set, mandatory) is not None


def test_theme_frequency_and_language_come_from_the_european_vocabularies(graph, data_set):
    assert graph.value(data_set, DCAT.theme) == URIRef(f"{EUROPE}/data-theme/GOVE")
    assert graph.value(data_set, DCTERMS.accrualPeriodicity) == URIRef(f"{EUROPE}/frequency/QUARTERLY")
    assert graph.value(data_set, DCTERMS.language) == URIRef(f"{EUROPE}/language/ITA")


def test_the_holder_has_a_name_and_an_identifier(graph, data_set):
    holder = graph.value(data_set, DCTERMS.rightsHolder)
    assert (holder, RDF.type, DCATAPIT.Agent) in graph
    assert graph.value(holder, FOAF.name) == Literal("Centro Servizi", lang="it")
    assert graph.value(holder, DCTERMS.identifier) is not None


def test_every_file_is_a_distribution_with_address_format_and_licence(graph, data_set):
    found = {}
    for one in graph.objects(data_set, DCAT.distribution):
        assert (one, RDF.type, DCATAPIT.Distribution) in graph
        licence = graph.value(one, DCTERMS.license)
        assert (licence, RDF.type, DCATAPIT.LicenseDocument) in graph
        found[str(graph.value(one, DCAT.accessURL))] = str(graph.value(one, DCTERMS.format))
    assert found == {
        "https://dati.example.org/focus/2016-T2/voci.csv": f"{EUROPE}/file-type/CSV",
        "https://dati.example.org/focus/2016-T2/tutto.json": f"{EUROPE}/file-type/JSON",
    }


def test_the_licence_is_that_of_the_italian_vocabulary(graph):
    licence = graph.value(predicate=RDF.type, object=DCATAPIT.LicenseDocument)
    assert str(licence) == "https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40"
    assert graph.value(licence, OWL.versionInfo) == Literal("4.0")


def test_the_period_is_that_of_the_quarter(graph, data_set):
    period = graph.value(data_set, DCTERMS.temporal)
    assert graph.value(period, DCAT.startDate) == Literal("2016-04-01", datatype=XSD.date)
    assert graph.value(period, DCAT.endDate) == Literal("2016-06-30", datatype=XSD.date)


def test_code_and_contact_are_used_where_they_are_known(focus):
    imprint = replace(focus.imprint, code="c_x000", contact="focus@example.org")
    graph = graph_of(replace(focus, imprint=imprint))
    data_set = graph.value(predicate=RDF.type, object=DCATAPIT.Dataset)
    assert graph.value(data_set, DCTERMS.identifier) == Literal("c_x000:Focus_2016-T2")
    assert graph.value(data_set, DCAT.contactPoint) is not None


def test_a_draft_is_under_development(focus, draft):
    status = URIRef("http://www.w3.org/ns/adms#status")
    assert list(graph_of(draft).objects(None, status)) == [
        URIRef("http://purl.org/adms/status/UnderDevelopment")
    ]
    assert list(graph_of(focus).objects(None, status)) == []
