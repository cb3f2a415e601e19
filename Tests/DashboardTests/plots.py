"""The dashboard as a browser draws it: `plots.py TESTKIT SITE SHOTS WIDTH SCHEME`."""
import http.server, json, os, sys, threading

sys.path.insert(0, sys.argv[1])
from browser import drive

site, shots, width, scheme = sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]


class Kept(http.server.BaseHTTPRequestHandler):
    """Serves the handler's answers with the handler's headers."""

    def do_GET(self):
        file = os.path.join(site, self.path.strip("/").replace("/", "-"))
        if not os.path.exists(file):
            self.send_response(204 if self.path == "/favicon.ico" else 404)
            return self.end_headers()
        answer = json.load(open(file))
        self.send_response(200)
        for name, value in answer["headers"].items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer["body"].encode())

    def log_message(self, *_):
        pass


CONTRAST = """(() => {
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05) };
  return [...document.querySelectorAll('main *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => ratio(parse(getComputedStyle(e).color), ground(e)) < 4.5).map(e => e.outerHTML.slice(0, 120));
})()"""


def run(browser):
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.call("Page.navigate", url=f"{home}/dashboard")
    browser.until("window.Chart && document.querySelectorAll('figure[data-plot]').length > 1")
    browser.until("[...document.querySelectorAll('figure[data-plot] canvas')].every(c => Chart.getChart(c))")
    browser.look("dashboard-" + scheme)
    elsewhere = browser.value("performance.getEntriesByType('resource').map(e => e.name)")
    assert all(name.startswith(home + "/") for name in elsewhere), elsewhere
    assert browser.value(CONTRAST) == [], browser.value(CONTRAST)
    colours = browser.value(
        "new Set([...document.querySelectorAll('canvas')].map(c => c.getContext('2d').getImageData(0, 0, c.width, c.height)"
        ".data.reduce((sum, v) => sum + v, 0) > 0)).has(false)")
    assert colours is False, "a plot is blank"
    assert browser.complaints == [], browser.complaints
    return "it draws"


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Kept)
threading.Thread(target=server.serve_forever, daemon=True).start()
home = f"http://127.0.0.1:{server.server_port}"
drive(run, width, shots)
os._exit(0)
