import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        blank=True,
                        help_text="The largest words on the page. A demand or a claim, not a welcome.",
                        max_length=120,
                        verbose_name="headline",
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="One sentence: who asks, and for what.",
                        max_length=300,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "sign_label",
                    models.CharField(
                        default="Add your name",
                        help_text="What pressing it means, in two or three words.",
                        max_length=40,
                        verbose_name="words on the button",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 0),
                            ("paragraph", 1),
                            ("quotation", 4),
                            ("picture", 9),
                            ("call_to_action", 13),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("campaign_pages.blocks.text.HeadingBlock", (), {}),
                            1: ("campaign_pages.blocks.text.ParagraphBlock", (), {}),
                            2: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "Without quotation marks: the page adds them.",
                                    "label": "What was said",
                                },
                            ),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "A name and, if it helps, a role. Ask before you quote somebody.",
                                    "label": "Who said it",
                                    "max_length": 160,
                                    "required": False,
                                },
                            ),
                            4: ("wagtail.blocks.StructBlock", [[("text", 2), ("who", 3)]], {}),
                            5: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Picture"}),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "For people who can't see it: “Marchers in the rain behind a banner that says …”.",
                                    "label": "What the picture shows",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "default": False,
                                    "help_text": "Tick this if the picture tells nothing that the text does not.",
                                    "label": "Only decoration",
                                    "required": False,
                                },
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Shown beneath the picture; a good place for the photographer's name.",
                                    "label": "Caption",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 5), ("alternative_text", 6), ("decorative", 7), ("caption", 8)]],
                                {},
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "One sentence above the button.",
                                    "label": "Why",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            11: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"help_text": "Where the button leads.", "label": "Page"},
                            ),
                            12: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Two or three words that say what happens: “Add your name”.",
                                    "label": "Button",
                                    "max_length": 40,
                                },
                            ),
                            13: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 10), ("page", 11), ("label", 12)]],
                                {},
                            ),
                        },
                        help_text="What comes beneath the first screen, block by block.",
                        verbose_name="text",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        help_text="The statement that visitors are asked to sign. Its count is shown here.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "home page",
                "verbose_name_plural": "home pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "campaign_name",
                    models.CharField(
                        default="Labour Campaign for Free Movement",
                        max_length=120,
                        verbose_name="campaign's name",
                    ),
                ),
                (
                    "short_name",
                    models.CharField(
                        default="LCFM",
                        help_text="For narrow screens and mail subjects.",
                        max_length=20,
                        verbose_name="short name",
                    ),
                ),
                (
                    "strapline",
                    models.CharField(
                        blank=True,
                        help_text="A few words beneath the name.",
                        max_length=160,
                        verbose_name="strapline",
                    ),
                ),
                (
                    "social_links",
                    wagtail.fields.StreamField(
                        [("account", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "As people know it: Mastodon, Facebook, Bluesky …",
                                    "label": "Name",
                                    "max_length": 40,
                                },
                            ),
                            1: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "The whole address of our account, from https:// on.",
                                    "label": "Address",
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("label", 0), ("url", 1)]], {}),
                        },
                        help_text="Shown in the footer, in this order.",
                        verbose_name="social accounts",
                    ),
                ),
                (
                    "footer_pages",
                    wagtail.fields.StreamField(
                        [("page", 0)],
                        blank=True,
                        block_lookup={0: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page"})},
                        help_text="The pages that the footer lists. Empty: the information pages that are not in the menu.",
                        verbose_name="footer menu",
                    ),
                ),
                (
                    "footer_note",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="A line or two at the foot of every page.",
                        verbose_name="footer note",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True,
                        help_text="Where visitors and signers can write. It is public.",
                        max_length=254,
                        verbose_name="campaign's email address",
                    ),
                ),
                (
                    "data_controller",
                    models.TextField(
                        blank=True,
                        help_text="Name and postal address of whoever answers for people's data. It is public; the law asks for it.",
                        verbose_name="data controller",
                    ),
                ),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="For pages without one of their own, best 1200 by 630.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="sharing picture",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where “Sign” leads, on every page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="main statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "site settings",
                "verbose_name_plural": "site settings",
                "permissions": (
                    ("change_responsibility", "Can change who answers for the site and what visitors sign"),
                ),
            },
        ),
    ]
