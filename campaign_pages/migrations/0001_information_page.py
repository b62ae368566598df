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
            name="InformationPage",
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
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="A sentence or two: what somebody will find on this page.",
                        max_length=400,
                        verbose_name="introduction",
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
                        help_text="Build the page from blocks. You can move and delete them later.",
                        verbose_name="text",
                    ),
                ),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares this page, best 1200 by 630. Empty: the campaign's own picture.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="sharing picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "information page",
                "verbose_name_plural": "information pages",
            },
            bases=("wagtailcore.page",),
        ),
    ]
