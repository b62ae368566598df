from django.db import migrations, transaction

AT_ONCE = 2_000


def fill(apps, schema_editor) -> None:
    """Signatures from before the table get their words: a portion at a time, so that no row is locked for long and an
    interrupted run is simply begun again. What the old release still writes meanwhile is for `index_names`.
    """
    from signatures.names import words

    signatures = apps.get_model("signatures", "Signature").objects.order_by("pk").select_for_update()
    desk_word = apps.get_model("signatures", "DeskWord")
    texts = ("pk", "first_name", "last_name", "roles")
    last = 0
    while True:
        with transaction.atomic():
            portion = list(signatures.filter(pk__gt=last).values_list(*texts)[:AT_ONCE])
            desk_word.objects.bulk_create(
                (desk_word(signature_id=pk, word=word) for pk, *text in portion for word in words(" ".join(text))),
                ignore_conflicts=True,
            )
        if not portion:
            return
        last = portion[-1][0]


def empty(apps, schema_editor) -> None:
    apps.get_model("signatures", "DeskWord").objects.all().delete()


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("signatures", "0015_desk_words")]
    operations = [migrations.RunPython(fill, empty, elidable=True)]
