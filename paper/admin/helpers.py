"""What the list of sheets adds to a list that only shows."""

from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from paper import codes


class SheetSearchHandler(DjangoORMSearchHandler):
    """Finds by words of the event, or the batch to which a code belongs."""

    def search_queryset(self, queryset, search_term: str, **kwargs):
        try:
            code = codes.read(search_term)
        except codes.BadCode:
            return super().search_queryset(queryset, search_term, **kwargs)
        return queryset.filter(sheets__code=code)
