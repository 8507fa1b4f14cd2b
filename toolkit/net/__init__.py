"""Services on the network: a polite HTTP client, and a typed client for each service.

Nothing here raises for what a network does. Every look-up gives an `Answer` (`model.lookup`);
what could not be found out is `NotChecked` with its reason. Settings come from the environment:

| variable | meaning |
|---|---|
| `REVIEW_MAILTO` | your e-mail address, told to the services: they serve those first whom they can write to |
| `REVIEW_CACHE_DIR` | where answers are kept; default: the platform's folder for caches |
| `REVIEW_DOI_URL`, `REVIEW_CROSSREF_URL`, `REVIEW_PUBMED_URL`, `REVIEW_IDCONV_URL`, `REVIEW_DATACITE_URL`, \
`REVIEW_CLINICALTRIALS_URL` | another address of the service, such as a mirror |

Proxies are taken from `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.
"""

from toolkit.net.client import Client, Limits
from toolkit.net.clinicaltrials import ClinicalTrials
from toolkit.net.crossref import Crossref
from toolkit.net.datacite import DataCite
from toolkit.net.doi import DoiSystem
from toolkit.net.pubmed import PubMed

__all__ = ["Client", "ClinicalTrials", "Crossref", "DataCite", "DoiSystem", "Limits", "PubMed"]
