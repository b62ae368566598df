"""Where things are. Whoever can import `config` can, after this module, import the apps too."""

import sys
from pathlib import Path

SITE_DIR = Path(__file__).resolve().parent.parent
ROOT_DIR = SITE_DIR.parent

if str(ROOT_DIR) not in sys.path:
    sys.path.append(str(ROOT_DIR))
