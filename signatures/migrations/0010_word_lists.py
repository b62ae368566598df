from django.db import migrations, models


def add_shipped(apps, schema_editor) -> None:
    """The lists that come with the site; `services.word_lists.add_shipped` brings those of a later release."""
    from signatures.checks import shipped

    model = apps.get_model("signatures", "ListedWord")
    rows = [model(kind=kind, text=text) for kind in shipped.FILES for text in shipped.entries(kind)]
    model.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("signatures", "0009_short_code_and_reminder"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("abusive", "abusive word"),
                            ("name", "well-known name"),
                            ("office", "office"),
                            ("innocent", "never abusive"),
                        ],
                        help_text="“Never abusive” is for names and words in which an abusive one stands by accident.",
                        max_length=10,
                        verbose_name="list",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="Spelling tricks, accents and letter case are seen through. A star at the beginning or the end stands for any letters: “scum*” finds scumbag too. Without a star the whole word must be it, so that nobody is flagged for a syllable of their name. Think of real surnames before you add a short word.",
                        max_length=80,
                        verbose_name="word, name or phrase",
                    ),
                ),
                (
                    "in_use",
                    models.BooleanField(
                        default=True,
                        help_text="Untick it to switch a word off. Better than deleting: words that came with the site come back.",
                        verbose_name="in use",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "word to look twice at",
                "verbose_name_plural": "words to look twice at",
                "ordering": ("kind", "text"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "text"),
                        name="listed_word_once",
                        violation_error_message="This is on the list already.",
                    )
                ],
            },
        ),
        migrations.RunPython(add_shipped, migrations.RunPython.noop, elidable=False),
    ]
