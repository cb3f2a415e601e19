"""Looks at mails in a browser: `receipts.py TESTKIT FOLDER WIDTH SCHEME [SHOTS]`, a report for each `*.html` in the folder."""
import glob, os, sys

sys.path.insert(0, sys.argv[1])
from browser import drive

folder, width, scheme = sys.argv[2], int(sys.argv[3]), sys.argv[4]

LOOK = """(() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number)
  const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)]
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
  }
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor)
      if (color.length < 4 || color[3] > 0) return color
    }
    return [255, 255, 255]
  }
  const report = {least: 99, faint: '', outside: [], broken: []}
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !node.parentElement.checkVisibility()) continue
    const style = getComputedStyle(node.parentElement)
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()].filter(box => box.width > 0)
    const ratio = contrast(parse(style.color), behind(node.parentElement))
    if (ratio < report.least) { report.least = ratio; report.faint = node.data.trim() }
    const cell = node.parentElement.closest('td, th').getBoundingClientRect()
    const isOutside = box => box.left < 0 || box.right > innerWidth || box.left < cell.left - 1 || box.right > cell.right + 1
    if (boxes.some(isOutside)) report.outside.push(node.data.trim())
    if (style.whiteSpace == 'nowrap' && boxes.length > 1) report.broken.push(node.data.trim())
  }
  report.excess = document.documentElement.scrollWidth - document.documentElement.clientWidth
  report.width = innerWidth
  report.bar = getComputedStyle(document.querySelector('.card')).borderTopColor
  return report
})()"""


def spoken(browser):
    """What a screen reader is told of the tables: each as rows of cells with their roles and words, in order."""
    nodes = {node["nodeId"]: node for node in browser.call("Accessibility.getFullAXTree")["nodes"]}
    role = lambda node: node.get("role", {}).get("value", "")
    below = lambda node: [nodes[child] for child in node.get("childIds", []) if child in nodes]

    def find(node, wanted):
        for child in below(node):
            if role(child) in wanted and not child.get("ignored"):
                yield child
            else:
                yield from find(child, wanted)

    def words(node):
        return " ".join(text["name"]["value"].strip() for text in find(node, {"StaticText"}))

    root = next(node for node in nodes.values() if "parentId" not in node)
    cells = {"cell", "gridcell", "columnheader", "rowheader"}
    return [[[[role(cell), words(cell)] for cell in find(row, cells)] for row in find(table, {"row"})]
            for table in find(root, {"table"})]


def scenario(browser):
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    reports = {}
    for path in sorted(glob.glob(folder + "/*.html")):
        browser.call("Page.navigate", url="file://" + path)
        browser.until("location.href.endsWith(%r) && document.readyState == 'complete'" % os.path.basename(path))
        name = os.path.basename(path).removesuffix(".html")
        reports[name] = browser.value(LOOK)
        reports[name]["tables"] = spoken(browser)
        if browser.shots:
            browser.shoot(name + "-" + scheme)
    assert browser.complaints == [], browser.complaints
    return reports


drive(scenario, width, sys.argv[5] if len(sys.argv) > 5 else None)
