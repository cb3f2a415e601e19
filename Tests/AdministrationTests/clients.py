"""Somebody finds clients, tags them and looks at one, by keys alone: `clients.py TESTKIT ADDRESS KEY SHOTS WIDTH`."""
import sys

sys.path.insert(0, sys.argv[1])
from browser import drive

address, key, shots, width = sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5])


def run(browser):
    text = lambda id: f"document.getElementById('{id}').textContent"
    browser.call("Page.navigate", url=address + "/admin/clients")
    browser.until("document.getElementById('door') && !document.getElementById('door').hidden")
    browser.look("clients-door")
    browser.focus("key")
    browser.type(key)
    browser.press("Enter")
    browser.until("document.querySelectorAll('#rows tbody tr').length === 50")
    browser.look("clients")
    browser.value("document.getElementById('more').focus()")
    browser.press("Enter")
    browser.until("document.querySelectorAll('#rows tbody tr').length > 50")

    # A search, and a deed to everybody whom it finds.
    browser.value("document.getElementById('csv').focus()")
    browser.focus("q", back=True)
    browser.type("mia")
    browser.press("Enter")
    browser.until("document.querySelectorAll('#rows tbody tr').length === 23")
    browser.focus("whom")
    browser.press("ArrowDown")
    browser.focus("deed")
    browser.press("ArrowDown")
    browser.press("ArrowDown")
    browser.until("!document.querySelector('[data-for=\"tag untag\"]').hidden")
    browser.focus("bulk-tag")
    browser.type("autumn")
    browser.press("Enter")
    browser.until("document.getElementById('confirm')")
    assert browser.value(text("confirm")) == "Tag 23 people", browser.value(text("confirm"))
    browser.look("clients-plan")
    browser.press("Enter")
    browser.until("document.getElementById('done')")
    assert browser.value(text("done")) == "Done for 23 of 23 people.", browser.value(text("done"))
    browser.look("clients-done")

    # One of them.
    browser.call("Page.navigate", url=address + "/admin/clients/10")
    browser.until("document.querySelectorAll('#profile h2').length > 8")
    told = browser.value("document.getElementById('profile').innerText")
    for words in ["447.00 EUR", "insufficient_funds", "Reading for beginners (Mia)", "overdue", "Visa •••• 4242"]:
        assert words in told, words
    browser.look("client")
    assert browser.complaints == [], browser.complaints
    return "it works"


drive(run, width, shots)
