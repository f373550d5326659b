"""Other bodies' frameworks, and typed links to them from our practices. The links are our reading."""

from pathlib import Path

from goldenthread.canvas.content.shapes import Canvas, CrosswalkLink, Framework, FrameworkItem, Relation
from goldenthread.canvas.content.toml_tables import ContentFaulty, Fault, Table, read_table


def read_crosswalk(path: Path, source: Canvas) -> tuple[Framework, tuple[CrosswalkLink, ...]]:
    """Read a framework and its links; raise ContentFaulty with every fault."""
    faults: list[Fault] = []
    table = read_table(path, faults)
    if table is None:
        raise ContentFaulty(tuple(faults))
    framework = _read_framework(table, path)
    if framework.canvas_version != source.version:
        table.fault("canvas_version", f"is {framework.canvas_version!r}, read beside {source.version!r}")
    links = tuple(_read_link(part, framework, source) for part in table.parts("links"))
    _check_links(table, framework, links)
    table.finish()
    if faults:
        raise ContentFaulty(tuple(faults))
    return framework, links


def _read_framework(table: Table, path: Path) -> Framework:
    framework = Framework(
        key=table.text("key"),
        title=table.text("title"),
        publisher=table.text("publisher"),
        source=table.text("source"),
        reading=table.text("reading"),
        read_by=table.text("read_by"),
        read_date=table.day("read_date"),
        canvas_version=table.text("canvas_version"),
        items=tuple(_read_item(part) for part in table.parts("items")),
    )
    if framework.key != path.stem:
        table.fault("key", f"is {framework.key!r} in the file {path.name!r}")
    codes = [item.code for item in framework.items]
    if len(set(codes)) < len(codes):
        table.fault("items", "use a code twice")
    return framework


def _read_item(table: Table) -> FrameworkItem:
    item = FrameworkItem(code=table.text("code"), title=table.text("title"))
    table.finish()
    return item


def _read_link(table: Table, framework: Framework, source: Canvas) -> CrosswalkLink:
    practice, item, relation = table.text("practice"), table.text("item"), table.text("relation")
    table.subject = f"{practice} to {item}"
    if practice not in {known.code for known in source.practices}:
        table.fault("practice", f"{practice!r} is not a practice of {source.version}")
    if item not in {known.code for known in framework.items}:
        table.fault("item", f"{item!r} is not an item of this framework")
    if relation not in set(Relation):
        table.fault("relation", f"{relation!r} is none of {', '.join(Relation)}")
        relation = Relation.OVERLAPS
    link = CrosswalkLink(framework.key, practice, item, Relation(relation), table.text("note"))
    table.finish()
    return link


def _check_links(table: Table, framework: Framework, links: tuple[CrosswalkLink, ...]) -> None:
    pairs = [(link.practice, link.item) for link in links]
    for practice, item in sorted({pair for pair in pairs if pairs.count(pair) > 1}):
        table.fault("links", f"{practice} to {item} is there twice")
    linked = {link.item for link in links}
    for unlinked in (item for item in framework.items if item.code not in linked):
        table.fault("links", f"no practice is linked to {unlinked.code}")
