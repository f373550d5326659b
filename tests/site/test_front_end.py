"""Building the front-end files."""

from pathlib import Path

import pytest

from goldenthread.site import front_end


def make_packages(folder: Path) -> Path:
    """What npm leaves behind, in small."""
    nhsuk = folder / "nhsuk-frontend" / "dist" / "nhsuk"
    (nhsuk / "assets" / "images").mkdir(parents=True)
    (nhsuk / "nhsuk-frontend.min.css").write_text(
        "@font-face{src:url(https://a.example/f.woff)}a{background:url(/assets/images/x.svg)}"
    )
    (nhsuk / "nhsuk-frontend.min.js").write_text("export{};//# sourceMappingURL=nhsuk-frontend.min.js.map")
    for name in ("nhsuk-icon-tick.svg", "nhsuk-icon-180.png", "nhsuk-icon-mask.svg", "favicon.svg"):
        (nhsuk / "assets" / "images" / name).write_text("drawn")
    (folder / "htmx.org" / "dist").mkdir(parents=True)
    (folder / "htmx.org" / "dist" / "htmx.min.js").write_text("var htmx")
    return folder


class TestCleanedCss:
    def test_drops_fonts_from_other_hosts(self) -> None:
        assert front_end.cleaned_css("@font-face{src:url(https://a.example/f.woff)}b{top:0}") == "b{top:0}"

    def test_finds_images_beside_it(self) -> None:
        assert front_end.cleaned_css("a{b:url(/assets/x.svg)}") == "a{b:url(assets/x.svg)}"

    def test_names_no_source_map(self) -> None:
        assert front_end.cleaned_css("a{}/*# sourceMappingURL=x.css.map */") == "a{}"


class TestCleanedScript:
    def test_names_no_source_map(self) -> None:
        assert front_end.cleaned_script("a();//# sourceMappingURL=x.js.map\n") == "a();\n"


class TestBuildFrontEnd:
    @pytest.fixture
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / "package.json").write_text("{}")
        (tmp_path / "package-lock.json").write_text("{}")
        fetches: list[Path] = []

        def fetched(project: Path, workshop: Path) -> Path:
            fetches.append(project)
            return make_packages(workshop)

        monkeypatch.setattr(front_end, "_fetched", fetched)
        return tmp_path

    def test_copies_what_pages_use_and_nothing_with_the_logo(self, project: Path) -> None:
        vendor = project / "static" / "vendor"

        front_end.build_front_end(project=project, vendor=vendor)

        made = sorted(str(path.relative_to(vendor)) for path in vendor.rglob("*") if path.is_file())
        assert made == [
            "htmx/htmx.min.js",
            "nhsuk/assets/images/nhsuk-icon-tick.svg",
            "nhsuk/nhsuk-frontend.min.css",
            "nhsuk/nhsuk-frontend.min.js",
            "stamp.txt",
        ]

    def test_costs_nothing_the_second_time(self, project: Path) -> None:
        vendor = project / "static" / "vendor"

        answers = [front_end.build_front_end(project=project, vendor=vendor) for _ in range(2)]

        assert answers == [True, False]

    def test_starts_again_when_the_lockfile_changed(self, project: Path) -> None:
        vendor = project / "static" / "vendor"
        front_end.build_front_end(project=project, vendor=vendor)
        (project / "package-lock.json").write_text('{"changed": true}')

        assert front_end.build_front_end(project=project, vendor=vendor)

    def test_says_what_to_install_when_there_is_no_npm(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("package.json", "package-lock.json"):
            (tmp_path / name).write_text("{}")
        monkeypatch.setattr(front_end.shutil, "which", lambda name: None)

        with pytest.raises(front_end.FrontEndNotBuilt, match=r"Install Node\.js or uv"):
            front_end.build_front_end(project=tmp_path, vendor=tmp_path / "static" / "vendor")

        assert not (tmp_path / "static" / "vendor").exists()
