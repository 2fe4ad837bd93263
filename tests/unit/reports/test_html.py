from __future__ import annotations

import re
from dataclasses import replace

from mailsim_desktop.reports.document import Document
from mailsim_desktop.reports.html import html_of
from tests.helpers.report_page import ReportPage

HOSTILE = "<script>alert('x')</script> \"&quot; {{ 7 * 7 }} <img src=x onerror=y>"


def test_page_is_well_formed_and_needs_nothing_else(document: Document):
    html = html_of(document)

    page = ReportPage(html)
    references = [
        (tag, value)
        for tag, name, value in page.attributes
        if name in {"src", "href", "srcset", "action", "data", "xlink:href"}
    ]
    assert page.unclosed == []
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert all(value is not None and value.startswith("#") for _, value in references)
    assert not re.search(r"https?:|//[a-z]|url\(|@import", html)


def test_references_inside_the_page_lead_somewhere(document: Document):
    page = ReportPage(html_of(document))

    ids = [value for _, name, value in page.attributes if name == "id"]
    used = {value for _, name, value in page.attributes if name == "href"}
    assert len(ids) == len(set(ids))
    assert {value.removeprefix("#") for value in used if value} <= set(ids)


def test_hostile_names_appear_as_text_only(document: Document):
    header = replace(document.header, campaign=HOSTILE, scenario_summary=HOSTILE, error=HOSTILE)
    settings = (replace(document.settings[0], source=HOSTILE, provenance=HOSTILE),)
    replies = (replace(document.replies[0], line=HOSTILE, group_name=HOSTILE),)

    page = ReportPage(
        html_of(
            replace(
                document,
                header=replace(header, partial=True),
                settings=settings,
                replies=replies,
            )
        )
    )

    assert not {"script", "img"} & set(page.tags)
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert page.text.count(HOSTILE) == 8  # title, heading, summary, error, and four cells
    assert page.unclosed == []


def test_page_says_that_it_is_a_rehearsal(document: Document):
    page = ReportPage(html_of(document))

    assert "A rehearsal, not a prediction" in page.text
    assert "No e-mail left this computer" in page.text


def test_only_an_unfinished_run_is_called_partial(document: Document):
    whole = ReportPage(html_of(document))
    part = ReportPage(
        html_of(replace(document, header=replace(document.header, partial=True, state="paused")))
    )

    assert "partial" not in whole.text
    assert "This report is partial. The run is paused" in part.text


def test_every_chart_has_a_name_and_a_description(document: Document):
    page = ReportPage(html_of(document))

    images = [value for tag, name, value in page.attributes if (tag, name) == ("svg", "role")]
    assert images == ["img"] * 3
    assert page.tags.count("desc") == 3


def test_no_outcome_is_told_by_colour_alone(document: Document):
    page = ReportPage(html_of(document))

    assert [text.split()[0] for text in page.legends["Attempts over time"]] == [
        "Delivered", "Deferred", "Bounced", "Expired",
    ]  # fmt: skip


def test_same_document_gives_the_same_page(document: Document):
    assert html_of(document) == html_of(document)
