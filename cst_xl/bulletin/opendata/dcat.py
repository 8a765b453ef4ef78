"""Metadata for dati.gov.it: the data set and its files in DCAT-AP_IT, the Italian profile of DCAT, as JSON-LD.

Mandatory and recommended properties are those of the profile's version 1.0 and its practical guide. Addresses are
relative, so they are right wherever the folder is published; the context stands inside, so no program has to fetch one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cst_xl.bulletin.focus import Focus
    from cst_xl.bulletin.imprint import Imprint
    from cst_xl.bulletin.opendata.resources import File

Json = dict[str, Any]

CONTEXT: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatapit": "http://dati.gov.it/onto/dcatapit#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "schema": "http://schema.org/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EUROPE: Final = "http://publications.europa.eu/resource/authority"
_FORMATS: Final = {"text/csv": "CSV", "application/json": "JSON"}
_DATA_SET, _HOLDER, _CONTACT, _TIME = "#dataset", "#titolare", "#contatto", "#periodo"


def metadata(focus: Focus, data: Sequence[File]) -> Json:
    """The metadata of the data set, its holder, its licence and each of the files."""
    nodes = [_data_set(focus, data), _holder(focus.imprint), _period(focus), _licence(focus.imprint)]
    if focus.imprint.contact:
        nodes.append(_contact(focus.imprint))
    return {"@context": CONTEXT, "@graph": [*nodes, *(_distribution(one, focus) for one in data)]}


def _data_set(focus: Focus, data: Sequence[File]) -> Json:
    owner = focus.imprint.code or "focus"
    node: Json = {
        "@id": _DATA_SET,
        "@type": ["dcatapit:Dataset", "dcat:Dataset"],
        "dct:identifier": f"{owner}:{focus.slug}",
        "dct:title": _italian(focus.title),
        "dct:description": _italian(focus.summary),
        "dct:issued": _day(focus.issued.isoformat()),
        "dct:modified": _day(focus.issued.isoformat()),
        "dct:language": {"@id": f"{_EUROPE}/language/ITA"},
        "dct:accrualPeriodicity": {"@id": f"{_EUROPE}/frequency/QUARTERLY"},
        "dct:temporal": {"@id": _TIME},
        "dct:rightsHolder": {"@id": _HOLDER},
        "dct:publisher": {"@id": _HOLDER},
        "dcat:theme": {"@id": f"{_EUROPE}/data-theme/GOVE"},
        "dcat:keyword": [_italian(word) for word in focus.keywords],
        "dcat:distribution": [{"@id": f"#{one.path}"} for one in data],
    }
    if focus.imprint.contact:
        node["dcat:contactPoint"] = {"@id": _CONTACT}
    if focus.draft:
        node["adms:status"] = {"@id": "http://purl.org/adms/status/UnderDevelopment"}
    return node


def _distribution(file: File, focus: Focus) -> Json:
    return {
        "@id": f"#{file.path}",
        "@type": ["dcatapit:Distribution", "dcat:Distribution"],
        "dct:title": _italian(file.title),
        "dct:format": {"@id": f"{_EUROPE}/file-type/{_FORMATS[file.mediatype]}"},
        "dct:license": {"@id": focus.imprint.licence.uri},
        "dct:modified": _day(focus.issued.isoformat()),
        "dcat:accessURL": {"@id": file.path},
        "dcat:downloadURL": {"@id": file.path},
        "dcat:byteSize": {"@type": "xsd:decimal", "@value": str(len(file.content))},
    }


def _holder(imprint: Imprint) -> Json:
    return {
        "@id": _HOLDER,
        "@type": ["dcatapit:Agent", "foaf:Agent"],
        "foaf:name": _italian(imprint.publisher),
        "dct:identifier": imprint.code or imprint.publisher,
    }


def _contact(imprint: Imprint) -> Json:
    return {
        "@id": _CONTACT,
        "@type": ["dcatapit:Organization", "vcard:Organization", "vcard:Kind"],
        "vcard:fn": imprint.centre,
        "vcard:hasEmail": {"@id": f"mailto:{imprint.contact}"},
    }


def _period(focus: Focus) -> Json:
    start, end = focus.period.start.isoformat(), focus.period.end.isoformat()
    return {
        "@id": _TIME,
        "@type": "dct:PeriodOfTime",
        "schema:startDate": _day(start),
        "schema:endDate": _day(end),
        "dcat:startDate": _day(start),
        "dcat:endDate": _day(end),
    }


def _licence(imprint: Imprint) -> Json:
    licence = imprint.licence
    return {
        "@id": licence.uri,
        "@type": ["dcatapit:LicenseDocument", "dct:LicenseDocument"],
        "foaf:name": _italian(licence.title),
        "dct:type": {"@id": licence.kind},
        "dct:identifier": licence.code,
        "owl:versionInfo": licence.version,
    }


def _italian(text: str) -> Json:
    return {"@language": "it", "@value": text}


def _day(text: str) -> Json:
    return {"@type": "xsd:date", "@value": text}
