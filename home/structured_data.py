"""What machines are told of the site and of where a page stands, in the words of schema.org."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from wagtail.models import Page

from home.models import SiteSettings

Thing = dict[str, Any]


def whole(path: str) -> str:
    """The whole address of something on this site."""
    return path if "://" in path else f"{settings.BASE_URL}{path}"


def about_the_site(site: SiteSettings) -> Thing:
    """Who the campaign is, and where this site can be searched. Belongs to the home page."""
    address = whole("/")
    organisation: Thing = {
        "@type": "Organization",
        "@id": f"{address}#organisation",
        "name": site.campaign_name,
        "alternateName": site.short_name,
        "url": address,
        "logo": whole(static("img/favicon.svg")),
    }
    accounts = [link.value.get("url") for link in site.social_links]
    optional = {"slogan": site.strapline, "email": site.contact_email, "sameAs": [url for url in accounts if url]}
    organisation |= {name: value for name, value in optional.items() if value}
    website: Thing = {
        "@type": "WebSite",
        "@id": f"{address}#website",
        "name": site.campaign_name,
        "url": address,
        "inLanguage": "en-GB",
        "publisher": {"@id": organisation["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{whole(reverse('search'))}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return {"@context": "https://schema.org", "@graph": [organisation, website]}


def way_down(trail: Sequence[Page]) -> Thing:
    """The breadcrumbs of a page."""
    steps = [
        {"@type": "ListItem", "position": position, "name": page.title, "item": page.full_url}
        for position, page in enumerate(trail, start=1)
        if page.full_url
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}
