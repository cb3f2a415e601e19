"""Ticks a box of a page with a thumb and saves it: `preferences.py TESTKIT HANDLER PATH FIELD ENVIRONMENT`.

The handler answers each request as a process of its own."""
import json, sys

sys.path.insert(0, sys.argv[1])
from browser import drive
from gateway import serve

handler, path, field, environment = sys.argv[2], sys.argv[3], sys.argv[4], json.loads(sys.argv[5])


def run(browser):
    browser.call("Page.navigate", url=serve(handler, environment) + path)
    box = f"input[name={field}]"
    browser.until(f"document.readyState == 'complete' && document.querySelector('{box}')")
    ticked = f"document.querySelector('{box}').checked"
    label = f"document.querySelector('label:has({box})')"
    before = browser.value(ticked)
    seen = {"width": browser.value("innerWidth"), "scroll": browser.value("document.documentElement.scrollWidth"),
            "height": browser.value(label + ".getBoundingClientRect().height"),
            "words": browser.value(label + ".querySelector('small').innerText")}
    browser.touch(f"label:has({box})")
    browser.until(f"{ticked} !== {json.dumps(before)}")
    browser.touch("button[name=save]")
    browser.until("document.readyState == 'complete' && document.querySelector('[role=status]')")
    return seen | {"before": before, "after": browser.value(ticked),
                   "saved": browser.value("document.querySelector('[role=status]').innerText"),
                   "complaints": [text for text in browser.complaints if "favicon" not in text]}


drive(run, 390)
