"""An official document as a PDF of fixed pages. Fetches nothing: every address a page names is refused."""

from typing import Any

from recordings.errors import FetchRefused


def print_pdf(html: str) -> bytes:
    """Return a page made here as PDF 1.7; raises `FetchRefused` if it names anything outside.

    Takes some seconds of CPU for a long document: run it in a thread or process of its own.
    """
    # Loaded when first needed: laying out takes a second to import and 40 MB, which a server does not want.
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class _Refusing(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        """Refuses every address, of whatever scheme, and ends the printing that asked for it."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401  as weasyprint declares it
            raise FatalURLFetchingError(f"printing may not fetch {url[:100]}")

    try:
        printed = HTML(string=html, url_fetcher=_Refusing(), base_url=None).write_pdf(pdf_tags=True)
    except FatalURLFetchingError as error:
        raise FetchRefused(str(error)) from error
    if not isinstance(printed, bytes):
        raise TypeError("weasyprint made no document")
    return printed
