"""How style sheets are prepared when static files are collected: the shared ones in one file, all without comments.

A page then asks for one shared sheet and seldom more than one of its own. Every file gets its hashed name, and its
gzip and Brotli copies, from the storages this one stands on.
"""

import re
from pathlib import Path

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHARED_BUNDLE = "css/shared.css"

_STRINGS = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


def without_spare_bytes(css: str) -> str:
    """The sheet without comments, indents and needless spaces. What stands in quotes is left as it is."""
    parts = _STRINGS.split(_COMMENTS.sub("", css))
    for index in range(0, len(parts), 2):  # the odd ones are quoted
        text = re.sub(r"\s+", " ", parts[index])
        text = re.sub(r" ?([{};,]) ?", r"\1", text)
        parts[index] = re.sub(r": ", ":", text).replace(";}", "}")
    return "".join(parts).strip()


class CampaignStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Static files for a run without debugging."""

    shared_sheets = (SHARED_BUNDLE,)

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for path in [path for path in paths if path.startswith("css/") and path.endswith(".css")]:
                source, source_path = paths[path]
                with source.open(source_path) as sheet:
                    self._put(path, without_spare_bytes(sheet.read().decode("utf-8")), paths)
            if all(path in paths for path in settings.SHARED_STYLESHEETS):
                sheets = [Path(self.path(path)).read_text(encoding="utf-8") for path in settings.SHARED_STYLESHEETS]
                self._put(SHARED_BUNDLE, "".join(sheets), paths)
        yield from super().post_process(paths, dry_run, **options)

    def _put(self, path: str, text: str, paths: dict) -> None:
        """Writes a prepared sheet, from which the hashed one is then made."""
        Path(self.path(path)).write_text(text, encoding="utf-8")
        paths[path] = (self, path)
