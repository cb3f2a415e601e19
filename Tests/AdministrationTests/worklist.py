"""Somebody takes learners to call and settles them, by keys alone: `worklist.py TESTKIT ADDRESS KEY SHOTS WIDTH`."""
import sys

sys.path.insert(0, sys.argv[1])
from browser import drive

address, key, shots, width = sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5])


def run(browser):
    items = "document.querySelectorAll('#items section').length"
    told = "document.getElementById('items').innerText"
    button = lambda kind: browser.value(f"document.querySelector('#items [id^={kind}-]').id")
    browser.call("Page.navigate", url=address + "/admin/worklist")
    browser.until("document.getElementById('door') && !document.getElementById('door').hidden")
    browser.focus("key")
    browser.type(key)
    browser.press("Enter")
    browser.until(items + " === 2")
    words = browser.value(told)
    for word in ["Mia Client", "Call Mia", "Ask what keeps them from going on.", "+447900000010", "client10@example.org",
                 "welcome-back", "2 days old", "Noah Client"]:
        assert word in words, word
    assert "Zoë" not in words
    browser.look("worklist")

    # Takes the first, and says what came of it.
    browser.focus(button("take"))
    browser.press("Enter")
    browser.until("document.activeElement.id.startsWith('outcome-')")
    assert browser.value("document.getElementById('state').value") == "mine"
    browser.look("worklist-mine")
    browser.press("ArrowDown")
    browser.focus(button("note"))
    browser.type("After the holidays.")
    browser.focus(button("settle"))
    browser.press("Enter")
    browser.until("document.getElementById('said').textContent === 'It is settled.'")
    assert browser.value(items) == 0

    # The other one, whose number is wrong; first given back, then taken again.
    def show(downs):
        browser.value("document.getElementById('leave').focus()")
        browser.focus("state", back=True)
        browser.value(f"document.getElementById('state').selectedIndex = {downs}")
        browser.focus("campaign")
        browser.press("Enter")
    show(0)
    browser.until(items + " === 1")
    browser.focus(button("take"))
    browser.press("Enter")
    browser.until("document.activeElement.id.startsWith('outcome-')")
    browser.focus(button("back"))
    browser.press("Enter")
    browser.until("document.getElementById('said').textContent === 'It is on the list again.'")
    show(0)
    browser.until(items + " === 1")
    browser.focus(button("take"))
    browser.press("Enter")
    browser.until("document.activeElement.id.startsWith('outcome-')")
    browser.press("End")
    browser.until(f"!document.getElementById('{button('contact')}').closest('p').hidden")
    browser.focus(button("settle"))
    browser.press("Enter")
    browser.until("document.getElementById('said').textContent === 'It is settled.'")

    show(4)
    browser.until(items + " === 2")
    words = browser.value(told)
    for word in ["will return", "After the holidays.", "Wrong number or mailbox"]:
        assert word in words, word
    browser.look("worklist-done")
    assert browser.complaints == [], browser.complaints
    return "it works"


drive(run, width, shots)
