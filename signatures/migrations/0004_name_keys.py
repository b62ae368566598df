from django.db import migrations

AT_ONCE = 1_000


def fill(apps, schema_editor) -> None:
    """Signatures from before the column get what `set_details` writes since."""
    from signatures.details import name_key

    signatures = apps.get_model("signatures", "Signature").objects.order_by("pk")
    last = 0
    while portion := list(signatures.filter(pk__gt=last).only("first_name", "last_name", "name_key")[:AT_ONCE]):
        for signature in portion:
            signature.name_key = name_key(signature.first_name, signature.last_name)
        signatures.bulk_update(portion, ["name_key"])
        last = portion[-1].pk


class Migration(migrations.Migration):
    dependencies = [("signatures", "0003_reasons_to_look_twice")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
