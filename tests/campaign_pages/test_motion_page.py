"""The motion's page and its files: where it stands, what editors can do, what readers and caches get."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from campaign_pages.blocks.motion import GuideStepBlock, MotionPointBlock
from campaign_pages.documents import views
from campaign_pages.documents.motion import Variant
from campaign_pages.models import InformationPage, MotionPage
from home import starter
from home.models import HomePage
from tests import builders
from tests.campaign_pages import motions

FORMS = ("docx", "pdf", "txt")


def parsed(response) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def said(element) -> str:
    return " ".join(element.get_text().split())


class TreeRules(WagtailPageTestCase):
    def test_it_stands_beneath_the_home_page_or_another_motion(self):
        self.assertAllowedParentPageTypes(MotionPage, {HomePage, MotionPage})

    def test_only_older_motions_stand_beneath_it(self):
        self.assertAllowedSubpageTypes(MotionPage, {MotionPage})
        self.assertCanNotCreateAt(InformationPage, MotionPage)
        self.assertCanNotCreateAt(Page, MotionPage)


class Editing(WagtailPageTestCase):
    def test_a_volunteer_writes_a_motion_and_it_stays_a_draft(self):
        home = builders.home()
        self.client.force_login(builders.user("volunteer"))

        self.client.post(f"/admin/pages/add/campaign_pages/motionpage/{home.pk}/", filled_form())

        page = MotionPage.objects.get(slug="motion-2027")
        assert not page.live
        motion = page.get_latest_revision_as_object().motion(Variant.PARTY)
        assert list(motion.paragraphs)[:2] == ["This branch/CLP notes:", "one thing for Labour members;"]

    def test_a_published_motion_opens_previews_and_can_be_edited_by_an_organiser(self):
        page = motions.page()
        organiser = builders.user("organiser")

        self.assertPageIsRoutable(page)
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(page, user=organiser, post_data=filled_form())
        for mode, _label in page.preview_modes:
            self.assertPageIsPreviewable(page, mode=mode, user=organiser, post_data=filled_form())


def filled_form(**given) -> dict:
    def points(*texts):
        return streamfield([("point", {"text": text, "note": ""}) for text in texts])

    fields = {
        "title": "Model motion of 2027",
        "slug": "motion-2027",
        "introduction": "In short.",
        "motion_title": "Open the door",
        "year": 2027,
        "preamble_lead": "{Body} notes:",
        "preamble": points("one thing for {members};", "another."),
        "government_lead": "In government Labour should:",
        "government": points("end it."),
        "resolve_lead": "{Body} resolves:",
        "resolve": points("to begin."),
        "guide_heading": "How to move it",
        "guide": streamfield([("step", {"heading": "Ask", "text": rich_text("<p>Ask.</p>", features=["bold"])})]),
        "passed_text": "Tell us.",
        "passed_page": "",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    return nested_form_data(fields | given)


@pytest.mark.django_db
def test_the_editor_counts_the_words_of_both_variants_and_loads_its_script(client):
    page = motions.page(preamble=motions.points("word " * 260))
    client.force_login(builders.user("volunteer"))

    editor = parsed(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

    counts = editor.select("[data-motion-count] [data-variant]")
    assert [said(count.select_one("[data-text-words]")) for count in counts] == [
        str(page.motion(variant).text_count) for variant in Variant
    ]
    assert all(not count.select_one("[data-too-long]").has_attr("hidden") for count in counts)
    assert editor.select('script[type=module][src$="js/motion-editor.js"]')


@pytest.mark.django_db
def test_a_motion_above_the_limit_is_warned_of_and_published_all_the_same(client):
    page = motions.page(preamble=motions.points("word " * 260))

    page.full_clean()

    assert parsed(client.get("/model-motion/")).select_one(".paper-stamp--over")


def test_a_misspelt_placeholder_is_refused_where_it_stands():
    with pytest.raises(StructBlockValidationError) as caught:
        MotionPointBlock().clean(MotionPointBlock().normalize({"text": "for {memebrs}", "note": ""}))

    assert "{memebrs}" in str(caught.value.block_errors["text"])


@pytest.mark.django_db
def test_a_misspelt_placeholder_in_a_lead_is_refused_beside_it():
    page = motions.page()
    page.resolve_lead = "{Boddy} resolves:"

    with pytest.raises(ValidationError) as caught:
        page.full_clean()

    assert set(caught.value.error_dict) == {"resolve_lead"}


@pytest.mark.parametrize("block", [MotionPointBlock(), GuideStepBlock()])
def test_each_block_has_a_name_a_description_an_icon_and_a_preview(block):
    assert block.label
    assert block.get_description()
    assert block.meta.icon != "placeholder"
    assert block.is_previewable
    assert block.render(block.get_preview_value()).strip()


@pytest.mark.django_db
def test_the_page_shows_numbered_points_the_count_and_a_line_to_fill(client):
    page = motions.page(
        preamble=[("point", {"text": "<b>one</b> of {members}", "note": "Why <i>so</i>"})], resolve=motions.points("x")
    )

    shown = parsed(client.get("/model-motion/"))

    assert [said(number) for number in shown.select(".point-number")] == ["1.", "2.", "3."]
    assert said(shown.select_one(".point-text")) == "<b>one</b> of Labour members"
    assert "Why <i>so</i>" in said(shown.select_one(".point-note"))
    assert said(shown.select_one(".paper-stamp-number")) == str(page.motion(Variant.PARTY).text_count)
    assert shown.select_one(".paper-blank")
    assert shown.select_one("[data-name]").has_attr("hidden")
    assert not shown.select("main form")


@pytest.mark.django_db
def test_page_and_text_have_the_words_that_are_counted(client):
    motion = motions.page().motion(Variant.UNION)

    shown = parsed(client.get("/model-motion/?variant=union"))

    counted = [said(element) for element in shown.select("[data-counted]")]
    assert counted == list(motion.paragraphs)
    assert shown.select_one("[data-motion-text]").get_text().split() == (
        client.get("/model-motion/motion.txt?variant=union").content.decode("utf-8-sig").split()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "words", "chosen"),
    [
        ("", "This branch/CLP notes:", "Labour branch or CLP"),
        ("?variant=union", "This union branch notes:", "Union branch"),
        ("?variant=party", "This branch/CLP notes:", "Labour branch or CLP"),
        ("?variant=UNION", "This branch/CLP notes:", "Labour branch or CLP"),
        ("?variant=../../etc&branch=x", "This branch/CLP notes:", "Labour branch or CLP"),
        ("?variant=%ff", "This branch/CLP notes:", "Labour branch or CLP"),
    ],
)
def test_the_variant_is_one_of_two_whatever_is_asked(client, query, words, chosen):
    motions.page()

    shown = parsed(client.get(f"/model-motion/{query}"))

    assert said(shown.select_one(".paper-lead")) == words
    assert said(shown.select_one(".motion-tabs [aria-current]")) == chosen
    assert client.get(f"/model-motion/motion.txt{query}").content.decode("utf-8-sig").splitlines()[4] == words


@pytest.mark.django_db
def test_every_link_on_the_page_leads_somewhere(client):
    motions.page()

    for query in ("", "?variant=union"):
        for link in parsed(client.get(f"/model-motion/{query}")).select("main a[href]"):
            assert client.get(link["href"]).status_code == 200, link["href"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "motion.docx", "motion.pdf", "motion.txt"])
def test_everybody_gets_the_same_bytes_and_no_cookie(client, address):
    motions.page()

    first = client.get(f"/model-motion/{address}")
    client.force_login(builders.user("organiser"))
    second = client.get(f"/model-motion/{address}?source=chat")

    assert first.content == second.content
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_a_file_says_what_it_is_and_how_old(client, form):
    motions.page(motion_title="Łódź “now”\\.. / x")

    response = client.get(f"/model-motion/motion.{form}?variant=union")

    assert response["Content-Type"] == views.TYPES[form]
    assert f'filename="odz-now-x-union.{form}"' in response["Content-Disposition"]
    known = {"If-None-Match": response["ETag"]}
    assert client.get(f"/model-motion/motion.{form}?variant=union", headers=known).status_code == 304
    since = {"If-Modified-Since": response["Last-Modified"]}
    assert client.get(f"/model-motion/motion.{form}", headers=since).status_code == 304
    assert client.head(f"/model-motion/motion.{form}").status_code == 200
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(f"/model-motion/motion.{form}").status_code == 405


@pytest.mark.django_db
def test_a_file_is_made_once_and_anew_when_the_words_change(client, monkeypatch):
    made = []
    render = views._render
    monkeypatch.setattr(
        views, "_render", lambda form, *args, **about: made.append(form) or render(form, *args, **about)
    )
    page = motions.page()

    for query in ("", "?variant=party", "?variant=nonsense", "?branch=Exampletown"):
        client.get(f"/model-motion/motion.pdf{query}")
    assert made == ["pdf"]

    before = client.get("/model-motion/motion.pdf")["ETag"]
    page.motion_title = "Another"
    page.save_revision().publish()
    assert client.get("/model-motion/motion.pdf")["ETag"] != before
    assert made == ["pdf", "pdf"]


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_no_file_of_what_nobody_may_read(client, form):
    page = motions.page()
    builders.home().add_child(instance=InformationPage(title="Who", slug="who"))
    assert client.get(f"/who/motion.{form}").status_code == 404
    assert client.get(f"/nowhere/motion.{form}").status_code == 404

    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/model-motion/motion.{form}").status_code == 404

    restriction.delete()
    page.unpublish()
    assert client.get(f"/model-motion/motion.{form}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["\x01\x0b\x1f control", "\u200f\u202e turned", "😀 𐍈", "a" * 3000, "<w:p/>&amp;]]>"])
def test_odd_text_breaks_no_file(client, text):
    motions.page(preamble=motions.points(text))

    for form in FORMS:
        assert client.get(f"/model-motion/motion.{form}").status_code == 200


@pytest.mark.django_db
def test_motions_of_other_years_stay_in_reach_wherever_they_stand(client):
    newest = motions.page(motion_title="Of 2026")
    motions.page(slug="2018", parent=newest, year=2018, motion_title="Of 2018")
    motions.page(slug="motion-2019", year=2019, motion_title="Of 2019")

    shown = parsed(client.get("/model-motion/"))
    older = parsed(client.get("/model-motion/2018/"))

    assert [said(link) for link in shown.select(".motion-years a")] == ["2019 Of 2019", "2018 Of 2018"]
    assert not shown.select(".motion-newer")
    assert said(older.select_one(".motion-newer a")) == "Of 2026"
    assert client.get("/model-motion/2018/motion.pdf").status_code == 200


@pytest.mark.django_db
def test_who_passed_it_is_led_to_the_chosen_page_while_it_stands(client):
    contact = builders.home().add_child(instance=InformationPage(title="Contact", slug="contact"))
    motions.page(passed_page=contact)
    assert parsed(client.get("/model-motion/")).select('.motion-passed a[href="/contact/"]')

    contact.unpublish()
    assert not parsed(client.get("/model-motion/")).select(".motion-passed a")


@pytest.mark.django_db
def test_ten_older_motions_cost_as_many_queries_as_one(client):
    page = motions.page()

    def cost() -> int:
        client.get("/model-motion/")  # site paths are cached from now on
        with CaptureQueriesContext(connection) as counted:
            client.get("/model-motion/")
        return len(counted)

    motions.page(slug="m0", parent=page, year=2000)
    with_one = cost()
    for number in range(1, 10):
        motions.page(slug=f"m{number}", parent=page, year=2000 + number)
    assert cost() == with_one
    assert with_one <= 20


@pytest.mark.django_db
def test_the_starter_motion_is_within_the_limit_in_both_variants(settings):
    settings.BASE_URL = "http://testserver"
    starter.load()
    page = MotionPage.objects.get(slug="model-motion")

    for variant in Variant:
        motion = page.motion(variant)
        assert not motion.is_too_long
        assert motion.text_count > 150
    assert page.show_in_menus
    assert len(page.guide) >= 5
