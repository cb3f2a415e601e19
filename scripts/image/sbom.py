"""The bill of materials of an image: SPDX 2.3 in JSON."""

import hashlib
import json
import platform
import re
from datetime import datetime, timezone
from urllib.parse import quote


def document(layout, packages):
    """The bill as text; equal for equal contents."""
    project = layout.project
    image, swift, others = product(layout), runtime(project), [debian(package) for package in packages]
    contents = {
        "packages": [image, swift, *others],
        "relationships": [
            relationship("SPDXRef-DOCUMENT", "DESCRIBES", image),
            relationship(image["SPDXID"], "STATIC_LINK", swift),
            *(relationship(image["SPDXID"], "CONTAINS", other) for other in others),
        ],
    }
    digest = hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()
    name = f"{image['name']}-{project.version}"
    head = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": name,
        "documentNamespace": f"https://spdx.org/spdxdocs/{name}-{digest}",
        "creationInfo": {
            "created": datetime.fromtimestamp(project.epoch, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Tool: rekindle-image-{project.version}"],
        },
    }
    return json.dumps({**head, **contents}, indent=2, ensure_ascii=False) + "\n"


def product(layout):
    license = layout.project.license
    purpose = {"primaryPackagePurpose": "CONTAINER", "description": layout.description}
    return package(f"rekindle-{layout.name}", layout.project.version, license, "Organization: Rekindle", **purpose)


def runtime(project):
    """The Swift standard library, which programs are linked with."""
    return package(
        "swift", project.swift_version, "Apache-2.0 WITH Swift-exception", "Organization: Swift project",
        homepage="https://www.swift.org")


def debian(source):
    """A package as the distribution names it; its licences stand in its own words in the image."""
    system = platform.freedesktop_os_release()
    where = f"arch={source.architecture}&distro={system['ID']}-{system['VERSION_ID']}"
    purl = f"pkg:deb/{system['ID']}/{source.name}@{quote(source.version, safe='')}?{where}"
    more = {"homepage": source.homepage} if source.homepage else {}
    return package(
        source.name, source.version, "NOASSERTION", f"Person: {maintainer(source.maintainer)}",
        sourceInfo=f"built from {source.source} {source.source_version}",
        licenseComments=f"{source.copyright} in the image has the licences.",
        externalRefs=[
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}
        ], **more)


def maintainer(text):
    """`Name <address>` in the form that SPDX reads."""
    return re.sub(r" <(.*)>$", r" (\1)", text)


def package(name, version, license, supplier, **more):
    return {
        "SPDXID": "SPDXRef-Package-" + re.sub(r"[^A-Za-z0-9.-]", "-", name),
        "name": name,
        "versionInfo": version,
        "supplier": supplier,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": license,
        "copyrightText": "NOASSERTION",
        **more,
    }


def relationship(subject, kind, other):
    return {"spdxElementId": subject, "relationshipType": kind, "relatedSpdxElement": other["SPDXID"]}
