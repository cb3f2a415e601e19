"""Looks at what is known behind a link, keeps it, and deletes it: `data.py TESTKIT HANDLER PATH ENVIRONMENT SHOTS`.

The handler answers each request as a process of its own."""
import json, sys

sys.path.insert(0, sys.argv[1])
from browser import drive
from gateway import serve

handler, path, environment, shots = sys.argv[2], sys.argv[3], json.loads(sys.argv[4]), sys.argv[5]


def run(browser):
    def look(selector, name):
        browser.until(f"document.readyState == 'complete' && document.querySelector({json.dumps(selector)})")
        browser.look(name)

    browser.call("Page.navigate", url=serve(handler, environment) + path)
    look("button[value=copy]", "held")
    counts = browser.value("[...document.querySelectorAll('li')].map(e => e.innerText)")
    heights = browser.value("[...document.querySelectorAll('button')].map(e => e.getBoundingClientRect().height)")
    browser.touch("button[value=ask]")
    look("button[value=erase]", "question")
    browser.touch("form[method=get] button")
    look("button[value=copy]", "kept")
    browser.touch("button[value=ask]")
    look("button[value=erase]", "question")
    browser.touch("button[value=erase]")
    look("[role=status]", "erased")
    return {"counts": counts, "least": min(heights), "told": browser.value("document.querySelector('[role=status]').innerText"),
            "complaints": [text for text in browser.complaints if "favicon" not in text]}


drive(run, 390, shots)
