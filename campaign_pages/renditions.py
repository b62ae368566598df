"""The sizes in which pages show editors' pictures, made when a picture is uploaded and not at a reader's visit."""

from django.db import transaction
from django.db.models.signals import post_save
from django_tasks import task
from wagtail.images import get_image_model

# Every size that a public template asks for, and that of shared links; a test compares them.
SIZES = (
    "width-480|format-webp",
    "width-960|format-webp",
    "width-1520|format-webp",
    "fill-320x240|format-webp",
    "fill-1200x630|format-jpeg",
)


@task()
def make_renditions(image_pk: int) -> None:
    """Makes what is missing of a picture's sizes. Run twice it does nothing; a picture that has gone is no error."""
    image = get_image_model().objects.filter(pk=image_pk).first()
    if image is not None:
        image.get_renditions(*SIZES)


def connect() -> None:
    """From now on each saved picture gets its sizes: by the background worker where there is one, else at once."""
    post_save.connect(_enqueue, sender=get_image_model(), dispatch_uid="campaign_pages.renditions")


def _enqueue(instance, raw: bool = False, **_kwargs) -> None:
    if not raw:
        transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))
