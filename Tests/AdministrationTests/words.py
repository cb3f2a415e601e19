"""Somebody changes words by keys alone and somebody else publishes them: `words.py TESTKIT ADDRESS KEYS SHOTS WIDTH`."""
import json, os, sys, time

sys.path.insert(0, sys.argv[1])
from browser import drive

address, keys, shots, width = sys.argv[2], json.loads(sys.argv[3]), sys.argv[4], int(sys.argv[5])


def sign_in(browser, key):
    browser.until("!document.getElementById('door').hidden")
    browser.focus("key")
    browser.type(key)
    browser.press("Enter")
    browser.until("document.querySelectorAll('#previews iframe, #previews pre').length")


def run(browser):
    said = "document.getElementById('said').textContent"
    browser.call("Page.navigate", url=address + "/admin/campaigns/course-completion")
    browser.until("document.getElementById('door') && !document.getElementById('door').hidden")
    browser.look("door")
    browser.focus("key")
    browser.type("rk-wrong")
    browser.press("Enter")
    browser.until("document.getElementById('wrong').textContent")
    browser.complaints = [text for text in browser.complaints if "401" not in text]
    sign_in(browser, keys["writer"])
    browser.look("published")

    # A message is chosen, its words changed, and its faults told while they are typed.
    browser.focus("message")
    for _ in range(30):
        if browser.value("document.getElementById('message').value") == "welcome-back/email":
            break
        browser.press("ArrowDown")
    browser.until("!document.getElementById('source').readOnly")
    browser.focus("source")
    browser.press("End", control=True)
    browser.type("\nSee you, {{firstname}} <script>alert(1)</script>\n")
    browser.until("document.getElementById('faults').children.length")
    assert "did you mean first_name?" in browser.value("document.getElementById('faults').innerText")
    browser.look("faults")
    browser.value("document.getElementById('source').value = document.getElementById('source').value"
                  ".replace('See you, {{firstname}} <script>alert(1)</script>', '')")
    browser.type("Quite new words, {{first_name}}.\n")
    browser.until("document.getElementById('verdict').textContent === 'Nothing is wrong with it.'")
    browser.until("document.querySelector('#previews iframe').srcdoc.includes('Quite new words, ')")
    browser.look("preview")

    # It is saved, compared and asked for.
    browser.focus("save")
    browser.press("Enter")
    browser.until(said + ".startsWith('The draft is saved')")
    browser.focus("compare")
    browser.press("Enter")
    browser.until("document.querySelector('#diff ins')")
    assert "Quite new words" in browser.value("document.querySelector('#diff ins').textContent")
    assert browser.value("document.activeElement.id") == "changes-title"
    browser.look("changes")

    # Somebody else saves in between: nothing is lost, and the next to save is told.
    change = {"template": "gentle", "channel": "email", "source": "Other words."}
    asked = {"method": "PATCH", "body": json.dumps(change), "headers": {
        "authorization": "Bearer " + keys["writer"], "content-type": "application/json", "if-match": "*"}}
    assert browser.value(f"fetch('/api/drafts/1', {json.dumps(asked)}).then((answer) => answer.status)") == 200
    browser.focus("source", back=True)
    browser.press("End", control=True)
    browser.type("And more.\n")
    browser.focus("save")
    browser.press("Enter")
    browser.until("document.getElementById('wrong').textContent.startsWith('Somebody else has changed')")
    assert "And more." in browser.value("document.getElementById('source').value")
    browser.look("stale")
    browser.complaints = [text for text in browser.complaints if "412" not in text]
    take_back = {**asked, "body": json.dumps({**change, "source": None})}
    assert browser.value(f"fetch('/api/drafts/1', {json.dumps(take_back)}).then((answer) => answer.status)") == 200
    browser.focus("save")
    browser.press("Enter")
    browser.until("document.getElementById('wrong').textContent.startsWith('Somebody else has changed')")
    browser.focus("save")
    browser.press("Enter")
    browser.until(said + ".startsWith('The draft is saved')")
    browser.complaints = [text for text in browser.complaints if "412" not in text]

    # It is taken away as files.
    for control, file in [("folder", "course-completion.tar"), ("patch", "course-completion-draft-1.patch")]:
        browser.focus(control)
        browser.press("Enter")
        end = time.time() + 20
        while not os.path.exists(os.path.join(browser.files, file)):
            wrong = browser.value("document.getElementById('wrong').textContent")
            assert time.time() < end, f"{file} never came: {wrong} {os.listdir(browser.files)}"
            time.sleep(0.05)
    browser.focus("request", back=True)
    browser.press("Enter")
    browser.until(said + ".startsWith('Somebody else is asked')")
    assert browser.value("document.getElementById('decision').hidden")

    # Another key approves.
    browser.focus("leave")
    browser.press("Enter")
    sign_in(browser, keys["approver"])
    browser.until("!document.getElementById('approve').hidden")
    browser.look("decision")
    browser.focus("approve")
    browser.press("Enter")
    browser.until(said + ".startsWith('The words are published')")
    browser.until("document.getElementById('state').textContent.startsWith('Published as version 2')")
    browser.look("approved")

    # A message on three channels, with another learner's values.
    browser.call("Page.navigate", url=address + "/admin/campaigns/aida-agents")
    browser.until("document.querySelectorAll('#previews figure').length === 3")
    browser.focus("sample")
    browser.press("ArrowDown")
    browser.until("document.getElementById('sample').value === 'learner'")
    browser.look("channels")
    assert browser.value("sessionStorage.length") == 1 and browser.value("localStorage.length + document.cookie.length") == 0
    assert browser.complaints == [], browser.complaints
    return "it works"


drive(run, width, shots)
